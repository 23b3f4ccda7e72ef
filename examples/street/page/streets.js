/** The sample streets: the sign of each, and what it says to who comes in. Names, colours and services come from the hub. */
export const streets = [
  { id: "ningwei", seal: "宁" },
  {
    id: "meiwan",
    seal: "梅",
    hello: {
      "zh-CN": "六百二十九户，一塘荷花，有事在这里说",
      en: "629 households and a pond of lotus: say here what you need",
      ko: "629가구와 연못 하나, 필요한 일은 여기서 말씀하세요",
    },
  },
  {
    id: "yuetang",
    seal: "悦",
    hello: {
      "zh-CN": "一百户里六十五户是租客，来了就是邻居",
      en: "65 of 100 homes are let: whoever comes is a neighbour",
      ko: "백 집 중 예순다섯 집이 세입자, 오시면 이웃입니다",
    },
  },
];

/** One of them; the first, where nobody has chosen. */
export const streetOf = (id) => streets.find((one) => one.id === id) ?? streets[0];

/** Reads a street's head: its name, and how it wants to look. */
export async function readHead(id, locale) {
  const answer = await fetch(`/v1/streets/${id}`, { headers: { "accept-language": locale } });
  return answer.ok ? answer.json() : undefined;
}

/** Shows a page in a street's own colour and shape; without any, as the page is. */
export function wear({ accent, radius } = {}) {
  const root = document.documentElement;
  root.classList.toggle("branded", accent !== undefined);
  const tokens = { "--brand": accent, "--round": radius === undefined ? undefined : `${radius}px` };
  for (const [name, value] of Object.entries(tokens))
    if (value === undefined) root.style.removeProperty(name);
    else root.style.setProperty(name, value);
}
