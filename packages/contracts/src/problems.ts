import type { Locale } from "./model.js";

/** What a problem is in HTTP and in words. */
export type ProblemText = { readonly status: number } & { readonly [locale in Locale]: string };

/**
 * All problems that are not the code of a check, by their stable code. A check's problem has status 422 and the words
 * of its pattern or contract (`problems/<code>`). Status 0: it never reached a hub.
 */
export const problems = {
  "period-taken": {
    status: 409,
    "zh-CN": "这个时段已被占用。",
    en: "This time is taken.",
    ko: "이미 예약된 시간입니다.",
  },
  full: { status: 409, "zh-CN": "名额已满。", en: "There is no place left.", ko: "자리가 없습니다." },
  "outside-opening": {
    status: 422,
    "zh-CN": "不在开放时间内。",
    en: "It is closed at that time.",
    ko: "운영 시간이 아닙니다.",
  },
  "off-grid": {
    status: 422,
    "zh-CN": "请按整段时间选择。",
    en: "Choose whole slots.",
    ko: "정해진 시간 단위로 고르세요.",
  },
  "already-given": {
    status: 409,
    "zh-CN": "您已经提交过了。",
    en: "You have done that already.",
    ko: "이미 하셨습니다.",
  },
  "limit-reached": {
    status: 409,
    "zh-CN": "已达到次数上限。",
    en: "You have reached the limit.",
    ko: "한도에 도달했습니다.",
  },
  invalid: {
    status: 400,
    "zh-CN": "填写的内容有误。",
    en: "Something is filled in wrongly.",
    ko: "잘못 입력된 내용이 있습니다.",
  },
  infected: {
    status: 422,
    "zh-CN": "这个文件可能带有病毒，没有保存。",
    en: "This file may carry a virus and was not kept.",
    ko: "이 파일은 바이러스가 있을 수 있어 저장하지 않았습니다.",
  },
  "stage-out-of-order": {
    status: 409,
    "zh-CN": "请先完成前面的环节。",
    en: "Finish the earlier step first.",
    ko: "앞 단계를 먼저 마치세요.",
  },
  "unknown-actor": {
    status: 422,
    "zh-CN": "没有找到这个人或单位。",
    en: "No such person or unit.",
    ko: "해당 사람이나 부서가 없습니다.",
  },
  "roll-empty": { status: 422, "zh-CN": "名册里没有人。", en: "Nobody is on the roll.", ko: "명부에 사람이 없습니다." },
  "below-floor": { status: 409, "zh-CN": "余额不足。", en: "The balance is too low.", ko: "잔액이 부족합니다." },
  "books-closed": {
    status: 409,
    "zh-CN": "该期账目已结。",
    en: "The books of that period are closed.",
    ko: "해당 기간은 마감되었습니다.",
  },
  "unknown-command": {
    status: 422,
    "zh-CN": "设备不支持这个指令。",
    en: "The device does not know this command.",
    ko: "장치가 모르는 명령입니다.",
  },
  "not-allowed-now": {
    status: 409,
    "zh-CN": "当前状态不能这样办理。",
    en: "That cannot be done now.",
    ko: "지금은 할 수 없습니다.",
  },
  "not-permitted": { status: 403, "zh-CN": "您没有这项权限。", en: "You may not do that.", ko: "권한이 없습니다." },
  "not-eligible": {
    status: 403,
    "zh-CN": "不符合办理条件。",
    en: "The conditions are not met.",
    ko: "조건에 맞지 않습니다.",
  },
  "consent-missing": {
    status: 422,
    "zh-CN": "需要您先同意。",
    en: "Your consent is needed first.",
    ko: "먼저 동의가 필요합니다.",
  },
  "stages-open": {
    status: 409,
    "zh-CN": "还有环节没有完成。",
    en: "Some steps are still open.",
    ko: "끝나지 않은 단계가 있습니다.",
  },
  "stale-revision": {
    status: 412,
    "zh-CN": "内容刚有变化，请刷新后再试。",
    en: "It has just changed. Reload and try again.",
    ko: "방금 바뀌었습니다. 새로 고친 뒤 다시 하세요.",
  },
  "key-reused": {
    status: 422,
    "zh-CN": "请求重复但内容不同。",
    en: "The same request came with other content.",
    ko: "같은 요청이 다른 내용으로 왔습니다.",
  },
  "unknown-resource": {
    status: 422,
    "zh-CN": "没有找到这个场地或设施。",
    en: "No such place or thing.",
    ko: "해당 장소나 시설이 없습니다.",
  },
  "unknown-file": {
    status: 422,
    "zh-CN": "没有找到这个文件，请重新上传。",
    en: "There is no such file. Upload it again.",
    ko: "해당 파일이 없습니다. 다시 올려 주세요.",
  },
  "unknown-clock": {
    status: 500,
    "zh-CN": "没有这个计时。",
    en: "There is no such clock.",
    ko: "해당 타이머가 없습니다.",
  },
  malformed: {
    status: 400,
    "zh-CN": "请求不是有效的 JSON。",
    en: "The request is not valid JSON.",
    ko: "요청이 올바른 JSON이 아닙니다.",
  },
  "key-missing": {
    status: 400,
    "zh-CN": "请求缺少 Idempotency-Key。",
    en: "The request needs an Idempotency-Key.",
    ko: "요청에 Idempotency-Key가 필요합니다.",
  },
  "no-token": { status: 401, "zh-CN": "请先登录。", en: "Please sign in first.", ko: "먼저 로그인해 주세요." },
  "wrong-token": {
    status: 401,
    "zh-CN": "登录已失效，请重新登录。",
    en: "Your sign-in is no longer valid. Sign in again.",
    ko: "로그인이 만료되었습니다. 다시 로그인해 주세요.",
  },
  "not-found": { status: 404, "zh-CN": "没有找到。", en: "Not found.", ko: "찾을 수 없습니다." },
  "method-not-allowed": {
    status: 405,
    "zh-CN": "这个地址不支持该方法。",
    en: "This address does not take that method.",
    ko: "이 주소에서는 쓸 수 없는 방식입니다.",
  },
  "too-large": { status: 413, "zh-CN": "内容太大。", en: "It is too large.", ko: "내용이 너무 큽니다." },
  "unsupported-type": {
    status: 415,
    "zh-CN": "不支持这种文件。",
    en: "This kind of file is not taken.",
    ko: "지원하지 않는 파일입니다.",
  },
  "profile-unfit": {
    status: 422,
    "zh-CN": "方案里有内容与本街道的事项对不上。",
    en: "Something in the profile does not fit this street's scenarios.",
    ko: "설정 중에 이 거리의 업무와 맞지 않는 것이 있습니다.",
  },
  "already-there": { status: 409, "zh-CN": "已经有了。", en: "It exists already.", ko: "이미 있습니다." },
  "clock-not-movable": {
    status: 409,
    "zh-CN": "只有测试街道可以调整时间。",
    en: "Only a test street's clock can be moved.",
    ko: "시험용 거리의 시계만 옮길 수 있습니다.",
  },
  "effect-missing": {
    status: 501,
    "zh-CN": "这个事项暂时不能在线办理。",
    en: "This hub cannot run that scenario yet.",
    ko: "이 허브에서는 아직 처리할 수 없습니다.",
  },
  "too-many-requests": {
    status: 429,
    "zh-CN": "操作太频繁，请稍后再试。",
    en: "Too many requests. Please try again in a moment.",
    ko: "요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.",
  },
  busy: {
    status: 503,
    "zh-CN": "现在办理的人很多，请稍后再试。",
    en: "Many people are here right now. Try again in a moment.",
    ko: "지금 이용자가 많습니다. 잠시 뒤 다시 해 주세요.",
  },
  internal: {
    status: 500,
    "zh-CN": "系统出了点问题，您填写的内容没有丢，请稍后再试。",
    en: "Something went wrong here. Nothing you typed is lost; try again.",
    ko: "문제가 생겼습니다. 입력하신 내용은 남아 있으니 다시 해 주세요.",
  },
  offline: { status: 0, "zh-CN": "没有网络。", en: "There is no network.", ko: "네트워크가 없습니다." },
} as const satisfies { readonly [code: string]: ProblemText };

/** The stable code of a problem. */
export type ProblemCode = keyof typeof problems;
