// Every sentence that the page makes up at run time; the fixed ones are in index.html.
const weekdays = '日一二三四五六';
const BEIJING = 8 * 3_600_000;

const beijing = (at) => new Date(at + BEIJING);
const pad = (value) => String(value).padStart(2, '0');

export const hm = (at) => `${pad(beijing(at).getUTCHours())}:${pad(beijing(at).getUTCMinutes())}`;
export const dayKey = (at) => beijing(at).toISOString().slice(0, 10);
/** `YYYY-MM-DDTHH:MM` in Beijing time, as a datetime-local field has it, and back. */
export const fieldOf = (at) => beijing(at).toISOString().slice(0, 16);
export const instantOfField = (value) => Date.parse(`${value}:00Z`) - BEIJING;

export function day(at) {
  const date = beijing(at);
  return `${date.getUTCMonth() + 1}月${date.getUTCDate()}日（周${weekdays[date.getUTCDay()]}）`;
}

export const dayTime = (at) => `${day(at)}${hm(at)}`;

export const words = {
  privateChat: (bot) => `${bot}（私聊）`,
  groupSign: '群',
  groupSubtitle: '工作群',
  privateSubtitle: '只有你和机器人看得到',
  robot: '机器人',
  me: '我',
  hint: (bot) => `已自动@${bot} · 回车发送，Shift+回车换行`,
  privateHint: (bot) => `和${bot}私聊 · 回车发送，Shift+回车换行`,
  placeholder: '说一句话，或者输入「帮助」',
  unread: '有新消息',
  mentionsMe: '[有人@我]',
  picture: '[图片或文件]',
  sending: '发送中…',
  failed: '没送到',
  again: '再送一次',
  choices: '请选择',
  write: (line) => `写进输入框：${line}`,
  howRead: '怎么读的',
  howReadLabel: (text) => `怎么读的：${text.trim().slice(0, 30)}`,
  askHowRead: (text) => `/怎么读 ${text.trim()}`,
  isHowRead: (text) => /^\s*[/／、]?\s*(?:怎么读|怎么理解|试读)/.test(text),
  remove: (name) => `去掉附件 ${name}`,
  tooLarge: '附件合计不能超过 10 MB，请压缩后再发。',
  newTab: '新标签页',
  newTabLabel: (name) => `在新标签页里当${name}`,
  nobody: '没有找到，换个字试试。',
  becameWho: (person) => `现在你是${person.unit}的${person.name}`,
  movingTo: (at, to) => `时钟走到 ${dayTime(at)}，要走到 ${dayTime(to)}…`,
  arrived: (at) => `时钟到了 ${dayTime(at)}`,
  noJumps: '眼下没有排好的提醒，可以自己选一个时刻。',
  resetDone: '已经重新开始',
  guideTitle: (done, all) => (done < all ? `新手三步 · 第 ${done + 1} 步，共 ${all} 步` : '三步走完了'),
  guideDone: '接着随便试：换个人、私聊机器人说「帮助」、把时钟再往前拨。',
  guideAs: (person) => `${person.unit}${person.name}：`,
  guideFilled: (person) => `写好了（你现在是${person.name}），按回车或点「发送」`,
  guideJump: '点一下，时钟走到下一个提醒',
  guideStepDone: '已完成',
};

const errors = {
  'foreign-origin': '这个请求不是从体验群的页面来的，被拒绝了。请用 http://localhost 打开。',
  'too-large': words.tooLarge,
  'unknown-person': '名册里没有这个人了，请换一个身份。',
  'unknown-chat': '这个群已经不在了。',
  'unknown-choice': '这个选项已经失效。',
  'clock-back': '时钟只能往前走，请选晚于现在的时刻。',
  'clock-too-far': '一次最多往前走 100 天。',
  'clock-moving': '时钟正在走，请等它走完。',
  'not-ready': '程序还在启动，请稍等几秒再试。',
};

export const errorWords = (code) => errors[code] ?? '出了点问题，请再试一次；还不行就看看程序的日志。';
