// A community, made up, in which 65 of 100 homes are let: who comes registers, flats are filed, courts are open after the
// late shift, small jobs are paid the same day.
import { aged } from "../born.mjs";
import { baseProfile, dateIn, doing, span } from "./tools.mjs";

const at = (lat, lon, address) => ({ lat, lon, address });
const all = (zh, en, ko) => ({ "zh-CN": zh, en, ko });
const local = { residence: "resident", hukou: "330109" };

const communities = [
  { id: "yuetang-flats", name: "悦塘公寓", kind: "mixed", lat: 30.1958, lon: 120.2874 },
  { id: "yuetang-garden", name: "悦塘花园", kind: "mixed", lat: 30.1971, lon: 120.2901 },
  { id: "yuetang-east", name: "塘东安置区", kind: "mixed", lat: 30.1949, lon: 120.2923 },
];

const shift = {
  type: "choice",
  required: true,
  listed: true,
  labels: all("上什么班", "Which shift", "근무 시간"),
  hints: all(
    "敲门、回电都避开您睡觉的时间",
    "We call and knock when you are awake",
    "주무시는 시간은 피해서 연락드립니다",
  ),
  options: {
    day: all("白班", "Days", "주간"),
    night: all("夜班", "Nights", "야간"),
    turns: all("两班倒", "In turns", "교대"),
  },
};

const profile = {
  ...baseProfile("mixed"),
  title: all("悦塘社区", "Yuetang community", "위에탕 커뮤니티"),
  order: [
    "newcomers.registration.residence-register",
    "sports.venues.court",
    "employment.jobs.gig-market",
    "rental.filing.rental-filing",
    "resident-requests.report.snap-report",
    "newcomers",
    "rental",
    "employment",
    "neighbourhood",
    "deliberation",
    "property",
  ],
  brand: { name: "悦塘", accent: "#35408f", radius: 14 },
  resources: ["house", "court"],
  scenarios: {
    "newcomers.registration.residence-register": {
      labels: {
        "zh-CN": { title: "新邻居报个到", summary: "搬来三天内登记，居住证、上学、看病以后都用得上。" },
        en: {
          title: "New here? Say hello",
          summary: "Register within three days of moving in; permits, schools and clinics build on it.",
        },
        ko: { title: "새 이웃 등록", summary: "이사 온 지 사흘 안에 등록하면 거주증, 학교, 진료에 쓰입니다." },
      },
      ext: {
        shift,
        dialects: {
          type: "choices",
          labels: all("说哪里话更顺口", "Which speech suits you", "편한 사투리"),
          options: {
            mandarin: all("普通话", "Mandarin", "표준어"),
            sichuan: all("四川、重庆话", "Sichuanese", "쓰촨말"),
            guizhou: all("贵州话", "Guizhou", "구이저우말"),
            henan: all("河南话", "Henan", "허난말"),
          },
        },
      },
    },
    "sports.venues.court": {
      labels: {
        "zh-CN": { title: "夜场球场", summary: "下了晚班也能打，灯开到半夜十二点。" },
        en: { title: "Courts after the late shift", summary: "Lights stay on until midnight." },
        ko: { title: "심야 코트", summary: "야근 뒤에도 자정까지 불을 켜 둡니다." },
      },
      fields: { "/players": { maximum: 10 }, "/purpose": { enum: ["leisure", "friendly-match", "event"] } },
      ext: {
        workmates: {
          type: "text",
          maxLength: 20,
          listed: true,
          labels: all("哪个厂、哪个班组", "Which works and team", "어느 공장, 어느 반"),
        },
      },
    },
    "employment.jobs.gig-market": {
      labels: {
        "zh-CN": { title: "塘上零工", summary: "门口的活，干完就结钱。" },
        en: { title: "Small jobs nearby", summary: "Work at the door, paid when it is done." },
        ko: { title: "동네 단기 일자리", summary: "가까운 일, 끝나면 바로 받습니다." },
      },
      fields: { "/insured": { required: true } },
      ext: {
        payday: {
          type: "choice",
          required: true,
          listed: true,
          labels: all("什么时候结钱", "Paid when", "언제 지급"),
          options: { same: all("当天", "The same day", "당일"), done: all("干完", "When it is done", "끝나면") },
        },
      },
    },
    "rental.filing.rental-filing": {
      labels: {
        "zh-CN": { title: "房子出租报一报", summary: "房东、二房东、托管公司都在这里报，十分钟。" },
        en: { title: "File what you let", summary: "Owners, sub-letters and agencies alike; ten minutes." },
        ko: { title: "임대 신고", summary: "집주인, 재임대인, 관리회사 모두 여기서 10분이면 됩니다." },
      },
      fields: { "/maxTenants": { maximum: 6 }, "/monthlyRent": { required: true } },
      ext: {
        keeper: {
          type: "choice",
          required: true,
          listed: true,
          labels: all("平时谁管", "Who looks after it", "평소 관리"),
          options: {
            owner: all("房东自己", "The owner", "집주인"),
            agency: all("中介", "An agency", "중개소"),
            company: all("托管公司", "A company", "관리회사"),
          },
        },
      },
    },
  },
};

const people = [
  {
    id: "luo-cheng",
    name: "罗成",
    says: "租客，27 岁，恩施人，汽配厂夜班",
    roles: ["resident"],
    community: "yuetang-flats",
    household: "yuetang-flats-3-1201",
    facts: { birthDate: aged(27, "11-15"), sex: "male", residence: "visitor", hukou: "422826" },
  },
  {
    id: "yang-xiaojuan",
    name: "杨小娟",
    says: "租客，31 岁，贵阳人，带着五岁的孩子",
    roles: ["resident"],
    community: "yuetang-flats",
    household: "yuetang-flats-3-1201",
    facts: { birthDate: aged(31, "03-27"), sex: "female", residence: "residence-permit", hukou: "520102" },
  },
  {
    id: "shen-amao",
    name: "沈阿毛",
    says: "房东，62 岁，塘东安置户，出租两套",
    roles: ["resident"],
    community: "yuetang-east",
    household: "yuetang-east-5-401",
    facts: { birthDate: aged(62, "07-08"), sex: "male", ...local },
  },
  {
    id: "lai-min",
    name: "来敏",
    says: "悦塘社区工作人员，专管新居民",
    roles: ["community-staff"],
    facts: { birthDate: aged(34, "05-05"), sex: "female" },
  },
  {
    id: "wang-yang",
    name: "汪洋",
    says: "网格员，会说四川话",
    roles: ["grid-worker"],
    facts: { birthDate: aged(29, "01-30"), sex: "male" },
    place: { lat: 30.196, lon: 120.2879 },
  },
  {
    id: "jin-jianguo",
    name: "金建国",
    says: "夜场球馆管理员",
    roles: ["venue-keeper"],
    facts: { birthDate: aged(54, "10-21"), sex: "male" },
  },
  {
    id: "han-li",
    name: "韩丽",
    says: "街道综治办干部",
    roles: ["street-official"],
    facts: { birthDate: aged(43, "02-02"), sex: "female" },
  },
];

const house = (id, name, parent, [code, area, rooms]) => ({
  id,
  name,
  parent,
  value: {
    code,
    use: "dwelling",
    area,
    livingArea: Math.round(area * 0.55),
    rooms,
    owners: ["shen-amao"],
    voter: "shen-amao",
  },
});
const court = (id, name, sport, more) => ({
  id,
  name,
  community: "yuetang-flats",
  place: at(30.1963, 120.2889, "悦塘公寓南门夜场球馆"),
  value: {
    sport,
    indoor: true,
    surface: "vinyl",
    floodlit: true,
    stepFree: true,
    opening: { rule: "FREQ=DAILY", from: "06:00", until: "24:00" },
    ...more,
  },
});

/** What this community has. The estate comes from the example of its kind, as it has more fields than anybody looks at. */
const placesOf = (exampleOf) => ({
  estate: [
    {
      ...exampleOf("estate"),
      id: "yt-estate",
      name: "悦塘公寓",
      community: "yuetang-flats",
      place: at(30.1958, 120.2874, "悦塘路 65 号"),
    },
  ],
  house: [
    house("yt-3-1201", "悦塘公寓 3 幢 1201 室", "yt-estate", ["330109Y0031201", 118.5, 4]),
    house("yt-5-604", "悦塘公寓 5 幢 604 室", "yt-estate", ["330109Y0050604", 64, 2]),
  ],
  court: [
    court("yt-night-1", "夜场篮球半场", "basketball", { layout: "half", maxPlayers: 8 }),
    court("yt-night-2", "夜场羽毛球 1 号场", "badminton", { layout: "single", maxPlayers: 4 }),
  ],
});

/** Somebody has arrived, a flat is filed, a team plays at night, a job waits. */
async function liven({ as, now }) {
  const { open, count } = doing(as, "yuetang");
  await open(
    "luo-cheng",
    "newcomers.registration.residence-register",
    {
      idNumber: "422826199311152713",
      hukouAt: "422826",
      arrivedOn: dateIn(now, -1),
      dwelling: "rented-room",
      house: "yt-3-1201",
      address: { text: "悦塘公寓", building: "3 幢", room: "1201" },
      because: "work",
      plans: "over-half-a-year",
      reportedBy: { who: "self", name: "罗成", phone: "18258100233" },
      contact: "18258100233",
      ext: { shift: "night", dialects: ["sichuan"] },
    },
    { consent: ["police"] },
  );
  await open(
    "shen-amao",
    "rental.filing.rental-filing",
    {
      house: "yt-3-1201",
      ownership: "own",
      mode: "shared",
      rooms: 4,
      maxTenants: 5,
      leaseStart: dateIn(now, -20),
      monthlyRent: 420000,
      contractFiled: false,
      contact: "13958090011",
      ext: { keeper: "owner" },
    },
    { consent: ["tenants"] },
  );
  await open("luo-cheng", "sports.venues.court", {
    court: "yt-night-1",
    period: span(dateIn(now, 1), "22:00", "23:00"),
    players: 6,
    purpose: "leisure",
    contact: "18258100233",
    ext: { workmates: "汽配厂冲压班" },
  });
  await open("shen-amao", "employment.jobs.gig-market", {
    skill: "cleaning",
    title: "空房打扫",
    employer: "person",
    work: span(dateIn(now, 4), "09:00", "15:00"),
    area: "悦塘公寓",
    place: at(30.1958, 120.2874, "悦塘公寓 5 幢 604 室"),
    payMode: "by-day",
    wage: 26000,
    insured: true,
    contact: "13958090011",
    ext: { payday: "same" },
  });
  return count();
}

/** A community of tenants and owners. */
export const yuetang = {
  street: { id: "yuetang", name: "悦塘社区", zone: "Asia/Shanghai", phone: "0571-82653365" },
  communities,
  people,
  placesOf,
  profile,
  liven,
};
