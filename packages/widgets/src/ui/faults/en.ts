import type { Faults } from "./zh-CN.js";

/** What is wrong with a field and how to mend it, in English. */
export const faults: Faults = {
  fill: "{field}: please fill in",
  choose: "{field}: please choose",
  confirm: "{field}: please confirm",
  number: "{field}: please enter a number",
  minimum: "{field}: at least {n}",
  maximum: "{field}: at most {n}",
  minLength: "{field}: at least {n} characters",
  maxLength: "{field}: at most {n} characters",
  minItems: "{field}: at least {n}",
  maxItems: "{field}: at most {n}",
  unique: "{field}: something is there twice",
  consent: "Your consent is needed first",
  format: "{field}: please check how it is written",
  mobile: "Please enter a mobile number of 11 digits, such as 13857112345",
  phone: "Please enter a mobile number, or a landline with its area code",
  nationalId: "The identity number is not right: please check its 18 characters",
  creditCode: "The credit code is not right: please check its 18 characters",
  place: "Press “Use where I am”, or choose a place nearby",
};
