import type { Look } from "./look.js";

type Locale = Look["locale"];

const zh = {
  title: "登录",
  phoneLead: "请输入手机号",
  phoneHint: "就是您在社区登记的号码。",
  phone: "手机号",
  getCode: "获取验证码",
  usePassword: "用密码登录",
  codeLead: "请输入验证码",
  codeSent: "如果 {phone} 已在社区登记，几秒钟内会收到 6 位验证码，5 分钟内有效。",
  code: "验证码",
  signIn: "登录",
  again: "没收到？重新获取",
  passwordLead: "请输入密码",
  password: "密码",
  forgotten: "忘了密码，或还没有密码？用验证码登录",
  newPassword: "顺便设一个密码（可不填）",
  newPasswordHint: "至少 10 个字，下次可以直接用密码登录。",
  otherPhone: "换一个手机号",
  cancel: "不登录，返回",
  or: "或者",
  elder: "长辈版",
  plain: "标准版",
  settings: "字号和语言",
  help: "登录不了？请打社区电话，或请工作人员帮您登录。",
  "help-phone": "登录不了？请打 {number}，或请工作人员帮您登录。",
  safety: "验证码只在这里填。工作人员不会向您要验证码。",
  "fault-phone": "手机号不对。请检查一下，例如 138 1234 5678。",
  "fault-code": "验证码不对，请再看看短信。",
  "fault-over": "这个验证码已经失效，请重新获取。",
  "fault-wait": "刚刚已经发过验证码，请等一分钟再重新获取。",
  "fault-too-many": "尝试的次数太多了，请过一段时间再试，或请社区工作人员帮忙。",
  "fault-password": "手机号或密码不对。",
  "fault-short": "密码太短，至少 10 个字。",
  "fault-long": "密码太长，最多 128 个字。",
  "fault-common": "这个密码太容易被猜到，请换一个。",
  "fault-unknown": "您还没有在社区登记。请带身份证到社区服务中心办理，或打电话咨询。",
  "fault-outside": "那边的登录没有完成，请再试一次，或用手机号登录。",
  outTitle: "退出登录",
  outLead: "要退出登录吗？",
  out: "退出",
  stay: "不退出",
  outDone: "您已退出登录。可以关闭这个页面。",
  errorTitle: "登录没有完成",
  errorLead: "这次登录没有完成。请回到原来的页面，再试一次。",
  expired: "登录页面放得太久，已经失效。请回到原来的页面，重新登录。",
};

/** Words of the pages of signing in. */
export type Words = { readonly [name in keyof typeof zh]: string };

const en: Words = {
  title: "Sign in",
  phoneLead: "Your mobile number",
  phoneHint: "The one that your community has on file.",
  phone: "Mobile number",
  getCode: "Send me a code",
  usePassword: "Use my password",
  codeLead: "Enter the code",
  codeSent: "If {phone} is on file, a code of 6 digits arrives in a few seconds. It holds for 5 minutes.",
  code: "Code",
  signIn: "Sign in",
  again: "Nothing came? Send another",
  passwordLead: "Enter your password",
  password: "Password",
  forgotten: "Forgotten, or none yet? Sign in with a code",
  newPassword: "Set a password as well (optional)",
  newPasswordHint: "10 characters or more. Next time you can sign in with it.",
  otherPhone: "Use another number",
  cancel: "Go back without signing in",
  or: "or",
  elder: "Large text",
  plain: "Standard text",
  settings: "Text size and language",
  help: "Can't sign in? Call your community, or ask its staff to help you.",
  "help-phone": "Can't sign in? Call {number}, or ask staff to help you.",
  safety: "Enter the code only here. Staff will never ask you for it.",
  "fault-phone": "That is no mobile number. Please check it, for example 138 1234 5678.",
  "fault-code": "The code is wrong. Please look at the message again.",
  "fault-over": "This code no longer holds. Please ask for another.",
  "fault-wait": "A code was sent a moment ago. Please wait a minute before you ask for another.",
  "fault-too-many": "Too many attempts. Please try again later, or ask your community for help.",
  "fault-password": "The number or the password is wrong.",
  "fault-short": "The password is too short: 10 characters or more.",
  "fault-long": "The password is too long: 128 characters or fewer.",
  "fault-common": "This password is too easy to guess. Please choose another.",
  "fault-unknown": "You are not on file yet. Please take your identity card to the community centre, or call there.",
  "fault-outside": "Signing in there did not work. Please try again, or use your mobile number.",
  outTitle: "Sign out",
  outLead: "Do you want to sign out?",
  out: "Sign out",
  stay: "Stay signed in",
  outDone: "You are signed out. You can close this page.",
  errorTitle: "You are not signed in",
  errorLead: "Signing in did not work this time. Please go back to the page you came from and try again.",
  expired: "This page was open for too long. Please go back to the page you came from and sign in again.",
};

const ko: Words = {
  title: "로그인",
  phoneLead: "휴대전화 번호를 입력해 주세요",
  phoneHint: "커뮤니티에 등록하신 번호입니다.",
  phone: "휴대전화 번호",
  getCode: "인증번호 받기",
  usePassword: "비밀번호로 로그인",
  codeLead: "인증번호를 입력해 주세요",
  codeSent: "{phone} 번호가 등록되어 있으면 잠시 후 6자리 인증번호가 도착합니다. 5분 동안 쓸 수 있습니다.",
  code: "인증번호",
  signIn: "로그인",
  again: "오지 않았나요? 다시 받기",
  passwordLead: "비밀번호를 입력해 주세요",
  password: "비밀번호",
  forgotten: "잊으셨거나 아직 없으신가요? 인증번호로 로그인",
  newPassword: "비밀번호도 정하기 (선택)",
  newPasswordHint: "10자 이상입니다. 다음부터 비밀번호로 로그인할 수 있습니다.",
  otherPhone: "다른 번호 쓰기",
  cancel: "로그인하지 않고 돌아가기",
  or: "또는",
  elder: "큰 글씨",
  plain: "보통 글씨",
  settings: "글씨 크기와 언어",
  help: "로그인이 안 되나요? 커뮤니티에 전화하시거나 직원에게 도움을 청해 주세요.",
  "help-phone": "로그인이 안 되나요? {number}번으로 전화하시거나 직원에게 도움을 청해 주세요.",
  safety: "인증번호는 여기에만 입력하세요. 직원은 인증번호를 묻지 않습니다.",
  "fault-phone": "휴대전화 번호가 올바르지 않습니다. 예: 138 1234 5678",
  "fault-code": "인증번호가 맞지 않습니다. 문자를 다시 확인해 주세요.",
  "fault-over": "이 인증번호는 더 이상 쓸 수 없습니다. 다시 받아 주세요.",
  "fault-wait": "방금 인증번호를 보냈습니다. 1분 뒤에 다시 받아 주세요.",
  "fault-too-many": "시도 횟수가 너무 많습니다. 나중에 다시 하시거나 커뮤니티에 문의해 주세요.",
  "fault-password": "번호나 비밀번호가 맞지 않습니다.",
  "fault-short": "비밀번호가 너무 짧습니다. 10자 이상이어야 합니다.",
  "fault-long": "비밀번호가 너무 깁니다. 128자까지 쓸 수 있습니다.",
  "fault-common": "쉽게 추측할 수 있는 비밀번호입니다. 다른 것으로 정해 주세요.",
  "fault-unknown": "아직 등록되어 있지 않습니다. 신분증을 가지고 커뮤니티 센터를 방문하시거나 전화해 주세요.",
  "fault-outside": "그곳에서 로그인이 끝나지 않았습니다. 다시 하시거나 휴대전화 번호로 로그인해 주세요.",
  outTitle: "로그아웃",
  outLead: "로그아웃하시겠어요?",
  out: "로그아웃",
  stay: "로그인 유지",
  outDone: "로그아웃했습니다. 이 화면을 닫아도 됩니다.",
  errorTitle: "로그인하지 못했습니다",
  errorLead: "이번에는 로그인하지 못했습니다. 이전 화면으로 돌아가 다시 해 주세요.",
  expired: "화면을 너무 오래 열어 두었습니다. 이전 화면으로 돌아가 다시 로그인해 주세요.",
};

const words: { readonly [locale in Locale]: Words } = { "zh-CN": zh, en, ko };

/** The words of a language. */
export function wordsOf(locale: Locale): Words {
  return words[locale];
}

/** A sentence with what belongs into it. */
export function fill(sentence: string, values: { readonly [name: string]: string }): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

/** The text message that brings a code. */
export function sayCode(locale: Locale, code: string, minutes: number): string {
  if (locale === "en")
    return `Your code is ${code}. It holds for ${minutes} minutes. Tell it to nobody, staff included.`;
  if (locale === "ko")
    return `인증번호는 ${code}입니다. ${minutes}분 동안 쓸 수 있습니다. 직원을 포함해 누구에게도 알려 주지 마세요.`;
  return `验证码 ${code}，${minutes} 分钟内有效。请勿告诉任何人，工作人员也不会向您索要。`;
}
