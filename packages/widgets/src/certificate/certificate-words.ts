import { ownWords } from "../lib/own-words.js";

/** What certificates say, in a language. */
export const certificateWords = ownWords({
  "zh-CN": {
    number: "证号",
    code: "查验码",
    scan: "用手机相机扫一扫，可查真假。",
    typed: "也可以打开这个网址，输入查验码：",
    qr: "查验二维码",
    always: "长期有效",
    until: "有效期至 {when}",
    print: "打印这张证明",
    issuer: "{street}",
  },
  en: {
    number: "Number",
    code: "Check code",
    scan: "Scan it with a phone's camera to see that it is real.",
    typed: "Or open this address and type the check code:",
    qr: "QR code to check it",
    always: "Valid without end",
    until: "Valid until {when}",
    print: "Print this certificate",
    issuer: "{street}",
  },
  ko: {
    number: "번호",
    code: "확인 코드",
    scan: "휴대전화 카메라로 찍으면 진짜인지 확인할 수 있습니다.",
    typed: "이 주소를 열어 확인 코드를 넣어도 됩니다:",
    qr: "확인용 QR 코드",
    always: "기한 없음",
    until: "유효 기한 {when}",
    print: "이 증명서 인쇄",
    issuer: "{street}",
  },
});
