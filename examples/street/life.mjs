// What people of the sample street have begun: through the same routes, with tokens of their own. Times are made from
// today, so that the street is alive whenever it is opened.
import { darkLamp, stampedPaper, wetFloor } from "./photo.mjs";

const hour = 3_600_000;
const day = 24 * hour;

/** The street's clock: +08:00 all year. */
const local = (moment) => `${new Date(moment + 8 * hour).toISOString().slice(0, 19)}+08:00`;
const dateOf = (moment) => local(moment).slice(0, 10);

/** The next day from tomorrow on that is one of these weekdays (0: Sunday). */
function nextOn(now, weekdays) {
  for (let i = 1; ; i++)
    if (weekdays.includes(new Date(`${dateOf(now + i * day)}T00:00:00Z`).getUTCDay())) return dateOf(now + i * day);
}

const zhenning = { lat: 30.2367, lon: 120.2512 };
const ningxin = { lat: 30.2417, lon: 120.2632 };
const xinhua = { lat: 30.2292, lon: 120.2705 };
const daughter = { name: "沈丽", mobile: "13588110023", kinship: "child" };

/**
 * Lets people do what people do. `as(person, method, path, body, key)` sends a request in somebody's name.
 * Gives how many matters there are.
 */
export async function liven({ as, tick, now }) {
  let matters = 0;
  const open = async (person, scenario, record, more = {}) => {
    matters++;
    return as(person, "POST", "/records", { scenario, record, ...more }, `life-${matters}`);
  };
  const act = (person, record, action, body = {}) =>
    record &&
    as(
      person,
      "POST",
      `/records/${record.id}/actions/${action}`,
      body,
      `life-${matters}-${action}-${body.stage ?? ""}`,
    );
  const file = async (person, bytes, name) => (await as(person, "POST", "/files", bytes, `life-file-${name}`)).id;

  await bookings({ open, now });
  await meals({ open, act, now });
  await reports({ open, act, file });
  await admission({ open, act, file, now });
  // The hub looks who is eighty.
  matters += await tick();
  await allowance({ as, act });
  return matters;
}

async function bookings({ open, now }) {
  const court = "sports.venues.court";
  const tomorrow = dateOf(now + day);
  const at = (date, from, until) => ({ start: `${date}T${from}:00+08:00`, end: `${date}T${until}:00+08:00` });
  const leisure = { players: 6, purpose: "leisure", contact: "13857112345" };
  await open("qian-xiaoyan", court, { court: "basketball-1", period: at(tomorrow, "19:00", "20:00"), ...leisure });
  await open(
    "jin-wei",
    court,
    {
      court: "basketball-1",
      period: at(tomorrow, "19:00", "20:00"),
      players: 8,
      purpose: "friendly-match",
      contact: "18268190044",
    },
    { options: { waitlist: true } },
  );
  await open("jin-wei", court, {
    court: "football-1",
    period: at(tomorrow, "20:00", "21:00"),
    players: 10,
    purpose: "leisure",
    contact: "18268190044",
  });
  await open("shen-li", court, {
    court: "badminton-1",
    period: at(nextOn(now, [0, 2, 3, 4, 5, 6]), "18:00", "19:00"),
    players: 2,
    purpose: "leisure",
    contact: "13588110023",
  });
  const soon = new Date(now + 9 * hour).getUTCHours();
  if (soon >= 7 && soon <= 19) {
    const period = {
      start: `${dateOf(now)}T${String(soon).padStart(2, "0")}:00:00+08:00`,
      end: `${dateOf(now)}T${String(soon + 1).padStart(2, "0")}:00:00+08:00`,
    };
    await open("lou-jianguo", court, {
      court: soon < 18 ? "gateball-1" : "basketball-2",
      period,
      players: 6,
      purpose: "leisure",
      contact: "13675826190",
    }).catch(ignoreClosed);
  }
  const visit = nextOn(now, [2, 4]);
  await open(
    "qian-xiaoyan",
    "childcare.enrolment.nursery-visit",
    {
      nursery: "n-zhenning",
      visit: at(visit, "10:00", "10:30"),
      visitors: 2,
      bringChild: true,
      relationToChild: "mother",
      childBirthMonth: dateOf(now - 670 * day).slice(0, 7),
      careMode: "full-day",
      wantStart: dateOf(now + 60 * day),
      contact: "13857112345",
    },
    { consent: ["child"] },
  );
}

/** Shortly before a place closes there is no next hour; the street is alive without that booking. */
function ignoreClosed(error) {
  if (!/: 422 /.test(error.message)) throw error;
}

async function meals({ open, act, now }) {
  const meal = "home-eldercare.doorstep.meal-delivery";
  const mealDate = nextOn(now, [1, 2, 3, 4, 5, 6]);
  const common = { mealDate, meal: "lunch", portions: 1, handTo: "in-person" };
  const shen = await open(
    "shen-li",
    meal,
    {
      ...common,
      canteen: "can-zhenning",
      dishes: [
        { dish: "d-steamed-egg", portions: 1 },
        { dish: "d-greens", portions: 1 },
        { dish: "d-rice", portions: 1 },
      ],
      address: { text: "宁围街道宁新社区", building: "7 幢", unit: "1 单元", room: "302" },
      place: ningxin,
      floor: 3,
      lift: false,
      contact: "0571-82867125",
      noAnswerContact: daughter,
      note: "耳背，敲门后请等一会儿。",
    },
    { subject: "shen-guizhen" },
  );
  await act("wang-caifeng", shen, "assign", { input: { assignee: "li-qiang" } });
  await open("lou-jianguo", meal, {
    ...common,
    canteen: "can-xinhua",
    dishes: [{ dish: "d-xinhua-set", portions: 1 }],
    address: { text: "宁围街道新华村 118 号" },
    place: xinhua,
    contact: "0571-82551180",
    noAnswerContact: { name: "楼志明", mobile: "13588017734", kinship: "child" },
    handTo: "at-the-door",
  });
  await open("xu-caizhen", meal, {
    ...common,
    canteen: "can-zhenning",
    dishes: [
      { dish: "d-bass", portions: 1 },
      { dish: "d-tofu", portions: 1 },
      { dish: "d-rice", portions: 1 },
    ],
    address: { text: "宁围街道振宁社区", building: "5 幢", unit: "1 单元", room: "102" },
    place: zhenning,
    contact: "0571-82861102",
    noAnswerContact: daughter,
  });
}

async function reports({ open, act, file }) {
  const snap = "resident-requests.report.snap-report";
  const lamp = await open("qian-xiaoyan", snap, {
    matter: "damaged-facility",
    description: "3 幢后面的路灯三天没亮了，晚上接孩子看不清路。",
    photos: [await file("qian-xiaoyan", darkLamp(), "lamp.png")],
    place: { lat: 30.2361, lon: 120.2508, address: "振宁社区 3 幢北侧" },
    landmark: "非机动车棚旁边",
    contact: "13857112345",
  });
  await act("zhou-ting", lamp, "acknowledge", { input: { answer: "已联系物业电工，明天上午换灯。" } });
  await open("jin-wei", snap, {
    matter: "leak",
    description: "地下车库顶上滴水，积了一大片，电动车都停不进去。",
    photos: [await file("jin-wei", wetFloor(), "leak.png")],
    place: { lat: 30.2416, lon: 120.263, address: "宁新社区地下车库 B1 层" },
    landmark: "C 区 118 号车位",
  });
  await open("shen-guizhen", snap, {
    matter: "obstruction",
    description: "楼道里堆了纸箱，走路要侧着身。",
    place: { lat: 30.2419, lon: 120.2635, address: "宁新社区 7 幢 1 单元二楼" },
    contact: "13588110023",
  });
}

async function admission({ open, act, file, now }) {
  const proof = await file("qian-xiaoyan", stampedPaper(), "vaccine.png");
  const born = `${dateOf(now).slice(0, 7)}-01`;
  const [year, month] = born.split("-").map(Number);
  const childBirth = new Date(Date.UTC(year, month - 1 - 22, 1)).toISOString().slice(0, 10);
  const asked = await open(
    "qian-xiaoyan",
    "childcare.enrolment.admission",
    {
      nursery: "n-zhenning",
      class: "n-zhenning-junior",
      startDate: dateOf(now + 92 * day),
      childName: "钱多多",
      sex: "female",
      childBirth,
      idKind: "birth-certificate",
      idNumber: "U330045217",
      allergies: ["egg"],
      medicalNeeds: "吃鸡蛋起疹子，备有氯雷他定糖浆。",
      vaccineProof: proof,
      guardian: { name: "钱晓燕", relation: "mother", mobile: "13857112345" },
      emergencyContacts: [
        { name: "来国栋", mobile: "13600001111", kinship: "parent" },
        { name: "沈阿根", mobile: "13588110024", kinship: "grandparent" },
      ],
      pickupPersons: [{ name: "沈阿根", relation: "grandparent", mobile: "13588110024" }],
      photoUse: "none",
    },
    { subject: "qian-duoduo", consent: ["child-data", "health"] },
  );
  await act("tang-yun", asked, "claim");
  await act("tang-yun", asked, "advance", {
    stage: "document-check",
    input: { seen: ["child-paper", "guardian-paper", "vaccination"] },
  });
}

/** Of those for whom the hub has opened an allowance, one has confirmed. */
async function allowance({ as, act }) {
  const scenario = "elder-benefits.allowance.senior-allowance";
  const { items } = await as("xu-caizhen", "GET", `/records?scenario=${scenario}&mine=true`);
  const [draft] = items.filter(({ state }) => state === "draft");
  await act("xu-caizhen", draft, "submit", {
    input: {
      changes: {
        agree: true,
        idNumber: idNumber("330109", "19380606", "024"),
        account: {
          kind: "social-security-card",
          bank: "杭州联合银行宁围支行",
          holder: "许彩珍",
          number: "6228580499012345678",
          holderIs: "elder",
        },
        contact: "0571-82861102",
        confirmedBy: "elder-app",
        aliveBy: ["data-match", "home-visit"],
        paperNotice: true,
      },
    },
    consent: ["finance"],
  });
}

/** A citizen identity number with its check character (GB 11643); made up. */
function idNumber(division, birth, order) {
  const digits = division + birth + order;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, i) => all + weight * Number(digits[i]), 0);
  return digits + "10X98765432"[sum % 11];
}
