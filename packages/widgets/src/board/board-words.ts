import { ownWords } from "../lib/own-words.js";

/** What all boards say, in a language. */
export const boardWords = ownWords({
  "zh-CN": {
    back: "返回列表",
    lists: "分组",
    showMore: "更多",
    failed: "没能打开，请检查网络。",
    again: "再试一次",
    loading: "正在加载…",
    goOn: "接着填上次没填完的",
  },
  en: {
    back: "Back to the list",
    lists: "Lists",
    showMore: "More",
    failed: "Could not be opened. Please check the network.",
    again: "Try again",
    loading: "Loading…",
    goOn: "Go on with what you began",
  },
  ko: {
    back: "목록으로",
    lists: "묶음",
    showMore: "더 보기",
    failed: "열지 못했습니다. 네트워크를 확인해 주세요.",
    again: "다시 시도",
    loading: "불러오는 중…",
    goOn: "쓰던 것 이어서 쓰기",
  },
});
