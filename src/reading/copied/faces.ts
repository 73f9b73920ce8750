/** Small pictures that WeChat copies as words: 收到[抱拳]. */
const FACES =
  /\[(?:抱拳|强|OK|玫瑰|微笑|握手|合十|鼓掌|爱心|太阳|咖啡|呲牙|愉快|拳头|胜利|庆祝|社会社会|加油|好的|收到|奋斗|害羞|可爱|偷笑|拥抱|机智|加油加油|Worship|Salute|ThumbsUp|Rose|Smile|Heart)\]/gi;

export const withoutFaces = (text: string): string => text.replace(FACES, ' ');
