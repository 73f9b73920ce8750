import { Converter } from 'opencc-js/t2cn';

const simplified = Converter({ from: 't', to: 'cn' });
/** Shinjitai forms that input methods of phones offer among the Chinese ones. */
const JAPANESE: Readonly<Record<string, string>> = {
  値: '值',
  竜: '龙',
  気: '气',
  広: '广',
  実: '实',
  発: '发',
  済: '济',
  検: '检',
};

/** Zero width, bidi and control characters, soft hyphen, private use (our own gap character lives there). */
const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFF0-\uFFFB\uE000-\uF8FF]|[\u{E0000}-\u{E0FFF}]/gu;
const EMOJI = /[\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}]/gu;
/** Kept although they count as pictographs: ticks and crosses are answers of a checklist. */
const TICKS = /[\u2713\u2714\u2705\u2611\u{1F5F8}]/gu;
const CROSSES = /[\u2717\u2718\u274C\u2716\u00D7\u2715]/gu;
/** [玫瑰], as the client writes its own emoticons; what a copied chat holds of pictures and files stays. */
const EMOTICONS =
  /\[(?!图片|照片|文件|语音|视频|位置|链接|聊天|通知|表情|动画|音频|名片|小程序|接龙|红包|转账|合并)[\u4e00-\u9fff]{1,4}\]/g;
/** ①: a point of a list. */
const CIRCLED = /[\u2460-\u2473]/gu;
const FIRST_CIRCLED = 0x2460;
const DASHES = /[\u2010-\u2015\u2212\u2500\u2501\uFE58\uFE63\u301C\u223C\u02DC\uFF5E~]+/g;
const SPACES = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;

/** Longer messages are cut, so that time stays bounded; the reader says so instead of reading a part. */
export const MAX_CHARS = 12_000;

/**
 * The text as all readers see it: NFKC, simplified characters, one kind of dash, no emoji, nothing invisible.
 * Line breaks stay; Chinese commas and colons become ASCII, 、 and 。 stay.
 */
export function normalise(typed: string): string {
  const text = typed
    .slice(0, MAX_CHARS)
    .replace(/\r\n?/g, '\n')
    .replace(/\u200D/g, '')
    .replace(TICKS, '√')
    .replace(CROSSES, '×')
    .replace(EMOJI, ' ')
    .replace(CIRCLED, (mark) => ` ${(mark.codePointAt(0) ?? 0) - FIRST_CIRCLED + 1}.`)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(EMOTICONS, ' ')
    .replace(DASHES, '-')
    .replace(/-{2,}/g, '-')
    .replace(/[•・‧∙●◦]/g, '·')
    .replace(/[→⇒➡]|->/g, '→')
    .replace(SPACES, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/著(?=火|凉|急)/g, '着')
    .replace(/[値竜気広実発済検]/g, (char) => JAPANESE[char] ?? char);
  return simplified(text).trim();
}
