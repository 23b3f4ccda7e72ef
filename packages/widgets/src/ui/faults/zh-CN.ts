/** What is wrong with a field and how to mend it, in Chinese. */
export const faults = {
  fill: "请填写{field}",
  choose: "请选择{field}",
  confirm: "请先确认“{field}”",
  number: "{field}请填数字",
  minimum: "{field}不能小于 {n}",
  maximum: "{field}不能大于 {n}",
  minLength: "{field}至少 {n} 个字",
  maxLength: "{field}最多 {n} 个字",
  minItems: "{field}至少 {n} 项",
  maxItems: "{field}最多 {n} 项",
  unique: "{field}有重复",
  consent: "需要您先同意",
  format: "{field}的写法不对，请检查",
  mobile: "请填写 11 位手机号，例如 13857112345",
  phone: "请填写手机号，或带区号的座机号",
  nationalId: "身份证号不对，请核对这 18 位",
  creditCode: "统一社会信用代码不对，请核对这 18 位",
  place: "请点“用我现在的位置”，或选一处附近的地方",
};

/** What is wrong, in one language: the same keys in all. */
export type Faults = { readonly [key in keyof typeof faults]: string };
