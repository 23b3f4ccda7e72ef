import type { Faults } from "./zh-CN.js";

/** What is wrong with a field and how to mend it, in Korean. */
export const faults: Faults = {
  fill: "{field}: 입력해 주세요",
  choose: "{field}: 선택해 주세요",
  confirm: "{field}: 확인해 주세요",
  number: "{field}: 숫자로 입력해 주세요",
  minimum: "{field}: {n} 이상이어야 합니다",
  maximum: "{field}: {n} 이하여야 합니다",
  minLength: "{field}: {n}자 이상 입력해 주세요",
  maxLength: "{field}: {n}자까지 입력할 수 있습니다",
  minItems: "{field}: {n}개 이상 필요합니다",
  maxItems: "{field}: {n}개까지 가능합니다",
  unique: "{field}: 같은 것이 두 번 있습니다",
  consent: "먼저 동의가 필요합니다",
  format: "{field}: 형식을 확인해 주세요",
  mobile: "휴대전화 번호 11자리를 입력해 주세요. 예: 13857112345",
  phone: "휴대전화 번호나 지역 번호가 있는 전화번호를 입력해 주세요",
  nationalId: "신분증 번호 18자리를 확인해 주세요",
  creditCode: "통일사회신용코드 18자리를 확인해 주세요",
  place: "‘현재 위치 사용’을 누르거나 가까운 곳을 고르세요",
};
