// A village, made up: 629 households in four groups, a village company, rice with shrimp, homestays, a reading room that
// never closes.
import { aged } from "../born.mjs";
import { stampedPaper } from "../photo.mjs";
import { baseProfile, dateIn, doing, span } from "./tools.mjs";

const at = (lat, lon, address) => ({ lat, lon, address });
const all = (zh, en, ko) => ({ "zh-CN": zh, en, ko });
const daily = (from, until) => ({ rule: "FREQ=DAILY", from, until });
const farmer = { residence: "resident", hukou: "330109" };

const communities = [
  { id: "meiwan-village", name: "梅湾村", kind: "village", lat: 30.1052, lon: 120.3461 },
  { id: "meiwan-gaotian", name: "高田陈组", kind: "village", lat: 30.1068, lon: 120.3437 },
  { id: "meiwan-shenjia", name: "沈家里组", kind: "village", lat: 30.1041, lon: 120.3482 },
  { id: "meiwan-tangwan", name: "塘湾组", kind: "village", lat: 30.1029, lon: 120.3455 },
];

const groups = {
  gaotian: all("高田陈", "Gaotianchen", "가오톈천"),
  shenjia: all("沈家里", "Shenjiali", "선자리"),
  houtan: all("后坛", "Houtan", "허우탄"),
  tangwan: all("塘湾", "Tangwan", "탕완"),
};
const group = {
  type: "choice",
  required: true,
  listed: true,
  labels: all("哪个组", "Which group of the village", "어느 조"),
  options: groups,
};

const profile = {
  ...baseProfile("rural"),
  title: all("梅湾村", "Meiwan village", "메이완 마을"),
  order: [
    "rural-tourism",
    "agriculture",
    "culture.venues.reading-room",
    "village-company",
    "collective-assets",
    "resident-requests.report.snap-report",
    "transparency",
    "medical",
    "elder-benefits",
    "transport",
    "environment",
  ],
  brand: { name: "梅湾", accent: "#8a3b1e", radius: 2 },
  resources: ["homestay", "homestay-room", "farm-produce", "paddy-plot", "reading-room", "book-copy"],
  scenarios: {
    "rural-tourism.stay.homestay": {
      labels: {
        "zh-CN": { title: "村里住一晚", summary: "荷塘边、竹林下，十二户人家留着房间，主人家管早饭。" },
        en: {
          title: "A night in the village",
          summary: "Twelve families keep rooms by the pond and the bamboo; breakfast is theirs.",
        },
        ko: { title: "마을에서 하룻밤", summary: "연못가와 대숲의 열두 집이 방을 내어 드리고 아침도 차려 드립니다." },
      },
      fields: { "/adults": { maximum: 8 } },
      ext: {
        pickup: {
          type: "choice",
          required: true,
          listed: true,
          labels: all("到哪里接您", "Where shall we fetch you", "어디로 마중 나갈까요"),
          hints: all(
            "村里的三轮车接送，不收钱",
            "The village's tricycle; it costs nothing",
            "마을 삼륜차로 무료로 모십니다",
          ),
          options: {
            metro: all("地铁口", "The metro", "지하철역"),
            bus: all("村口公交站", "The bus stop", "마을 버스 정류장"),
            none: all("自己来", "I come by myself", "직접 갑니다"),
          },
        },
      },
    },
    "agriculture.produce.produce-order": {
      labels: {
        "zh-CN": { title: "梅湾土产", summary: "稻虾米、清水虾、霉干菜，今天说一声，明天送到。" },
        en: {
          title: "From Meiwan's fields",
          summary: "Rice grown with shrimp, pond shrimp, dried greens: say it today, have it tomorrow.",
        },
        ko: { title: "메이완 농산물", summary: "새우논 쌀, 민물새우, 말린 나물. 오늘 주문하면 내일 갑니다." },
      },
      fields: { "/packs": { maximum: 10 } },
      ext: { group: { ...group, required: false, labels: all("送到哪个组", "To which group", "어느 조로") } },
    },
    "agriculture.farming.rice-shrimp": {
      labels: {
        "zh-CN": { title: "稻虾田看水", summary: "看一眼氧气和水位，天亮前缺氧，手机上开增氧机。" },
        en: {
          title: "Watch the paddies",
          summary: "Oxygen and water at a glance; start the aerator from your phone before dawn.",
        },
        ko: { title: "새우논 물보기", summary: "산소와 수위를 보고, 새벽에 모자라면 휴대폰으로 폭기기를 켭니다." },
      },
      parameters: { lowOxygen: 3.5 },
    },
    "culture.venues.reading-room": {
      labels: {
        "zh-CN": { title: "塘湾书屋", summary: "二十四小时开门，半夜收工也能借书。" },
        en: { title: "Tangwan reading room", summary: "Open day and night, also after the last shift." },
        ko: { title: "탕완 책방", summary: "하루 종일 열려 있어 늦은 밤에도 빌립니다." },
      },
    },
    "village-company.dividend.payout": { fields: { "/reservePercent": { minimum: 40 } } },
    "resident-requests.report.snap-report": { ext: { group } },
  },
};

const people = [
  {
    id: "chen-afa",
    name: "陈阿法",
    says: "村民，66 岁，高田陈组，种稻养虾，有股份",
    roles: ["resident", "enterprise"],
    community: "meiwan-gaotian",
    household: "meiwan-gaotian-12",
    facts: { birthDate: aged(66, "02-11"), sex: "male", ...farmer },
  },
  {
    id: "chen-jie",
    name: "陈洁",
    says: "陈阿法的女儿，41 岁，周末带孩子回村",
    roles: ["resident"],
    community: "meiwan-gaotian",
    household: "meiwan-gaotian-12",
    facts: { birthDate: aged(41, "08-19"), sex: "female", ...farmer },
  },
  {
    id: "shen-hehua",
    name: "沈荷花",
    says: "荷塘人家的主人，也答复住客",
    roles: ["shopkeeper"],
    facts: { birthDate: aged(52, "06-24"), sex: "female" },
  },
  {
    id: "yu-shuigen",
    name: "俞水根",
    says: "村会计，管村公司的账和分红",
    roles: ["village-accountant"],
    facts: { birthDate: aged(48, "12-03"), sex: "male" },
  },
  {
    id: "shen-guoqing",
    name: "沈国庆",
    says: "村委工作人员",
    roles: ["community-staff"],
    facts: { birthDate: aged(39, "10-01"), sex: "male" },
  },
  {
    id: "lou-xiaofen",
    name: "楼小芬",
    says: "书屋管理员",
    roles: ["venue-keeper"],
    facts: { birthDate: aged(33, "04-16"), sex: "female" },
  },
  {
    id: "wei-jianjun",
    name: "韦建军",
    says: "镇里联系梅湾的干部",
    roles: ["street-official", "auditor"],
    facts: { birthDate: aged(45, "09-12"), sex: "male" },
  },
];

const host = (id, name, community, place, phone, activities) => ({
  id,
  name,
  community,
  place,
  value: {
    filingNo: `萧民宿备〔2025〕${{ "mw-lotus": "0112", "mw-bamboo": "0113" }[id]}`,
    creditCode: "92330109MA2JD4N7R9",
    fireValidUntil: "2028-06-30",
    hygieneValidUntil: "2028-03-31",
    fireGear: ["extinguishers", "smoke-alarms", "escape-ropes", "emergency-lights"],
    checkInFrom: "14:00",
    checkOutUntil: "12:00",
    highMonths: [],
    activities,
    petsWelcome: id === "mw-bamboo",
    hostPhone: phone,
  },
});
const room = (id, name, parent, beds, sleeps, fee, groundFloor = false) => ({
  id,
  name,
  parent,
  value: { beds, sleeps, fee, highFee: Math.round(fee * 1.4), groundFloor },
});
const produce = (id, name, [produceName, packKg, pricePerPack, packsPerDay, cold, bestWithinDays]) => ({
  id,
  name,
  community: "meiwan-village",
  place: at(30.1049, 120.3466, "梅湾村村公司晒场"),
  value: {
    produceName,
    grower: "梅湾强村公司",
    village: "梅湾村",
    batch: "MW-261101",
    certificateNumber: "ZJXS26110100021",
    packKg,
    pricePerPack,
    packsPerDay,
    from: "2026-01-01",
    until: "2029-12-31",
    cold,
    villagePercent: 5,
    bestWithinDays,
  },
});
const book = (id, bookTitle, author, isbn, shelf) => ({
  id,
  name: `《${bookTitle}》`,
  parent: "mw-room",
  value: { isbn, bookTitle, author, category: "literature", shelf, ageFrom: 12, price: 4200 },
});

const places = {
  homestay: [
    host("mw-lotus", "荷塘人家", "meiwan-tangwan", at(30.1027, 120.3452, "梅湾村塘湾组 18 号"), "13588776611", [
      "fishing",
      "rice-cakes",
    ]),
    host("mw-bamboo", "竹里人家", "meiwan-shenjia", at(30.1044, 120.3487, "梅湾村沈家里组 7 号"), "13588776622", [
      "rice-cakes",
    ]),
  ],
  "homestay-room": [
    room("mw-lotus-1", "荷塘人家 朝塘大床房", "mw-lotus", "one-large", 2, 26000, true),
    room("mw-lotus-2", "荷塘人家 阁楼家庭房", "mw-lotus", "family", 4, 38000),
    room("mw-bamboo-1", "竹里人家 竹窗大床房", "mw-bamboo", "one-large", 2, 22000, true),
  ],
  "farm-produce": [
    produce("mw-rice", "稻虾米 10 斤袋", ["梅湾稻虾米", 5, 6800, 40, false, 180]),
    produce("mw-shrimp", "清水虾 2 斤装", ["梅湾清水虾", 1, 9800, 12, true, 1]),
    produce("mw-greens", "霉干菜 1 斤坛", ["沈家里霉干菜", 0.5, 3200, 30, false, 360]),
  ],
  "paddy-plot": [
    {
      id: "mw-plot-1",
      name: "高田陈一号田",
      community: "meiwan-gaotian",
      place: at(30.1071, 120.3429, "梅湾村高田陈组北片"),
      value: {
        areaMu: 46,
        phase: "growing",
        devices: ["aerator", "inlet", "outlet", "feeder"],
        variety: "小龙虾·甬优 15",
        stockedOn: "2026-04-02",
        growers: ["chen-afa"],
      },
    },
  ],
  "reading-room": [
    {
      id: "mw-room",
      name: "塘湾 24 小时书屋",
      community: "meiwan-tangwan",
      place: at(30.1031, 120.3458, "梅湾村塘湾组老祠堂"),
      value: {
        seats: 24,
        childrenCorner: true,
        hotWater: true,
        staffedFrom: "08:30",
        staffedUntil: "20:30",
        rules: "轻声说话，走时关灯。",
        opening: daily("00:00", "24:00"),
      },
    },
  ],
  "book-copy": [
    book("mw-book-1", "活着", "余华", "9787506365437", "A12-3"),
    book("mw-book-2", "平凡的世界", "路遥", "9787530216781", "A12-4"),
  ],
};

/** The year's dividend lies open, a room is booked, rice is ordered, a book is lent, a lamp is out. */
async function liven({ as, now }) {
  const { open, act, file, count } = doing(as, "meiwan");
  const year = Number(dateIn(now, 0).slice(0, 4));
  const dividend = await open(
    "yu-shuigen",
    "village-company.dividend.payout",
    {
      year: year - 1,
      cooperative: "梅湾村股份经济合作社",
      cooperativeCode: "N2330109MF2160357H",
      netIncome: 486000000,
      carriedOver: 9000000,
      fromCompany: 128000000,
      reservePercent: 45,
      sharesTotal: 2010,
      collectiveShares: 0,
      memberCount: 1986,
      perShare: 130000,
      payOn: dateIn(now, 40),
      paidThrough: "bank-batch",
      accounts: [await file("yu-shuigen", stampedPaper(), "accounts.png")],
    },
    { subject: "meiwan-village", community: "meiwan-village" },
  );
  await act("wei-jianjun", dividend, "claim");
  await open("chen-jie", "rural-tourism.stay.homestay", {
    homestay: "mw-lotus",
    chosenRooms: ["mw-lotus-2"],
    stayPeriod: span(dateIn(now, 9), "14:00", "12:00", dateIn(now, 10)),
    adults: 2,
    children: 1,
    leadGuest: "陈洁",
    contact: "13906719988",
    mealsWanted: ["breakfast"],
    joining: ["rice-cakes"],
    arriveBy: "bus",
    ext: { pickup: "metro" },
  });
  await open("chen-jie", "agriculture.produce.produce-order", {
    produce: "mw-rice",
    packs: 2,
    deliverOn: dateIn(now, 3),
    handOver: "to-the-door",
    deliverTo: { text: "梅湾村高田陈组 12 号" },
    ringNumber: "13858010201",
    ext: { group: "gaotian" },
  });
  await open("chen-afa", "culture.venues.reading-room", {
    room: "mw-room",
    copy: "mw-book-1",
    period: span(dateIn(now, 1), "19:00", "19:00", dateIn(now, 25)),
    openBy: "card",
  });
  await open("chen-afa", "resident-requests.report.snap-report", {
    matter: "damaged-facility",
    description: "机耕路边的路灯倒了，晚上看田走夜路不放心。",
    place: at(30.1067, 120.3433, "高田陈组机耕路"),
    contact: "13675826190",
    ext: { group: "gaotian" },
  });
  return count();
}

/** A village with dividends, rice and shrimp, homestays. */
export const meiwan = {
  street: { id: "meiwan", name: "梅湾村", zone: "Asia/Shanghai", phone: "0571-82491629" },
  communities,
  people,
  places,
  profile,
  liven,
};
