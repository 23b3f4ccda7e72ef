import { ownWords } from "../lib/own-words.js";

/** How it is asked for whom something is, in a language. */
export const whoWords = ownWords({
  "zh-CN": { me: "我自己", forWhom: "为谁办理" },
  en: { me: "Myself", forWhom: "For whom" },
  ko: { me: "본인", forWhom: "누구를 위해" },
});
