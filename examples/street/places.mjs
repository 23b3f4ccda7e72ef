// What the sample street has, made up: places within a walk or a short ride of each other, with coordinates (WGS-84).
// Kinds that are not named here come from the examples of scenarios/resources/.

const at = (lat, lon, address) => ({ lat, lon, address });
const daily = (from, until) => ({ rule: "FREQ=DAILY", from, until });
const on = (days, from, until) => ({ rule: `FREQ=WEEKLY;BYDAY=${days}`, from, until });

const canteens = [
  {
    id: "can-zhenning",
    name: "振宁老年食堂",
    community: "zhenning",
    place: at(30.2374, 120.2533, "宁围街道振宁路邻里中心一楼"),
    value: {
      licence: "JY33301090041276",
      mealsPerDay: 120,
      seats: 80,
      meals: { lunch: { from: "10:45", until: "12:00" }, supper: { from: "16:30", until: "17:45" } },
      diets: ["soft", "puree", "low-salt", "low-sugar"],
      deliveryFee: 100,
      deliveryRadius: 2000,
      subsidies: { general: 200, frailOrAged: 400, lowIncome: 600 },
      opening: daily("06:30", "18:30"),
      phone: "0571-82867033",
    },
  },
  {
    id: "can-xinhua",
    name: "新华村幸福食堂",
    community: "xinhua",
    place: at(30.2287, 120.2694, "宁围街道新华村文化礼堂旁"),
    value: {
      licence: "JY33301090058813",
      mealsPerDay: 24,
      seats: 40,
      meals: { breakfast: { from: "06:30", until: "07:45" }, lunch: { from: "10:30", until: "11:45" } },
      diets: ["soft", "low-salt"],
      deliveryFee: 0,
      deliveryRadius: 3500,
      subsidies: { general: 300, frailOrAged: 500, lowIncome: 800 },
      opening: on("MO,TU,WE,TH,FR,SA", "06:00", "13:00"),
      phone: "0571-82551346",
    },
  },
];

const dish = (
  id,
  name,
  parent,
  category,
  [price, perDay, grams, kcal],
  allergens = [],
  served = daily("10:00", "18:00"),
) => ({
  id,
  name,
  parent,
  value: { category, price, perDay, allergens, grams, kcal, served },
});

const dishes = [
  dish("d-radish-beef", "萝卜炖牛腩", "can-zhenning", "meat", [1200, 6, 220, 330], ["soy"]),
  dish("d-pork-balls", "清蒸狮子头", "can-zhenning", "meat", [800, 40, 180, 310], ["egg", "soy"]),
  dish("d-bass", "清蒸鲈鱼块", "can-zhenning", "fish", [1000, 24, 160, 180], ["fish"]),
  dish("d-steamed-egg", "肉末蒸蛋", "can-zhenning", "egg-or-tofu", [500, 60, 180, 190], ["egg", "soy"]),
  dish("d-tofu", "家常豆腐", "can-zhenning", "egg-or-tofu", [400, 60, 200, 210], ["soy"]),
  dish("d-greens", "清炒小白菜", "can-zhenning", "vegetable", [300, 150, 200, 70]),
  dish("d-wax-gourd", "冬瓜虾皮汤", "can-zhenning", "soup", [200, 100, 300, 45], ["shellfish"]),
  dish("d-rice", "软米饭", "can-zhenning", "staple", [100, 300, 200, 232]),
  dish(
    "d-xinhua-set",
    "一荤两素套餐",
    "can-xinhua",
    "set-meal",
    [1000, 40, 550, 720],
    ["soy", "wheat", "fish"],
    on("MO,TU,WE,TH,FR,SA", "06:00", "12:00"),
  ),
  dish(
    "d-xinhua-breakfast",
    "白粥、茶叶蛋和霉干菜包",
    "can-xinhua",
    "set-meal",
    [500, 30, 420, 430],
    ["egg", "soy", "wheat"],
    on("MO,TU,WE,TH,FR,SA", "06:00", "12:00"),
  ),
];

const park = "宁围街道宁泰路体育公园";
const courts = [
  {
    id: "basketball-1",
    name: "体育公园篮球 1 号场",
    community: "zhenning",
    place: at(30.2391, 120.2503, park),
    value: {
      sport: "basketball",
      layout: "full",
      indoor: false,
      surface: "hard",
      maxPlayers: 12,
      floodlit: true,
      stepFree: true,
      opening: daily("06:00", "21:00"),
    },
  },
  {
    id: "basketball-2",
    name: "体育公园篮球 2 号场（半场）",
    community: "zhenning",
    place: at(30.2392, 120.2506, park),
    value: {
      sport: "basketball",
      layout: "half",
      indoor: false,
      surface: "hard",
      maxPlayers: 8,
      floodlit: true,
      opening: daily("06:00", "21:00"),
    },
  },
  {
    id: "football-1",
    name: "体育公园五人制足球场",
    community: "zhenning",
    place: at(30.2395, 120.251, park),
    value: {
      sport: "football",
      layout: "five-a-side",
      indoor: false,
      surface: "turf",
      maxPlayers: 14,
      floodlit: true,
      opening: daily("06:00", "21:00"),
    },
  },
  {
    id: "badminton-1",
    name: "丰北网羽馆羽毛球 1 号场",
    community: "fengbei",
    place: at(30.2449, 120.2397, "宁围街道丰北社区网羽馆"),
    value: {
      sport: "badminton",
      layout: "single",
      indoor: true,
      surface: "vinyl",
      maxPlayers: 4,
      stepFree: true,
      opening: on("TU,WE,TH,FR,SA,SU", "09:00", "21:00"),
      hourlyFee: 2000,
      freeHours: { from: "12:00", until: "14:00" },
    },
  },
  {
    id: "gateball-1",
    name: "新华村门球场",
    community: "xinhua",
    place: at(30.2294, 120.2708, "宁围街道新华村老年活动中心"),
    value: {
      sport: "gateball",
      indoor: false,
      surface: "sand",
      maxPlayers: 12,
      stepFree: true,
      opening: daily("06:00", "18:00"),
    },
  },
];

const nursery = (id, name, community, place, [operator, classTypes, places, from, until], visiting) => ({
  id,
  name,
  community,
  place,
  value: {
    filingNo: `330109-TY-2023-${{ "n-zhenning": "0037", "n-ningxin": "0112", "n-fengbei": "0009" }[id]}`,
    operator,
    classTypes,
    careModes: ["full-day", "half-day"],
    places,
    monthlyFeeFrom: from,
    monthlyFeeTo: until,
    mealsIncluded: operator === "public",
    careHours: { from: "08:00", until: "17:30" },
    visiting,
    visitorsPerSlot: 8,
    phone: "0571-82867011",
  },
});

const nurseries = [
  nursery(
    "n-zhenning",
    "振宁普惠托育园",
    "zhenning",
    at(30.2371, 120.2536, "宁围街道振宁路邻里中心二楼"),
    ["public-benefit", ["toddler", "junior"], 35, 168000, 238000],
    on("TU,TH", "09:30", "11:00"),
  ),
  nursery(
    "n-ningxin",
    "宁新婴幼儿成长驿站",
    "ningxin",
    at(30.2412, 120.2629, "宁围街道宁新社区服务中心"),
    ["public", ["mixed"], 12, 88000, 120000],
    on("MO,WE,FR", "14:00", "16:00"),
  ),
  nursery(
    "n-fengbei",
    "小禾苗托育中心",
    "fengbei",
    at(30.2458, 120.2401, "宁围街道丰北社区民和路 525 号"),
    ["private", ["infant", "toddler", "junior"], 44, 398000, 580000],
    on("WE,TH,SA", "10:00", "16:00"),
  ),
];

const group = (
  id,
  name,
  parent,
  classType,
  [fromAge, untilAge],
  [places, carers, monthlyFee],
  careMode = "full-day",
) => ({
  id,
  name,
  parent,
  value: { classType, fromAge, untilAge, careMode, places, carers, monthlyFee, mealFee: 2000, deposit: 100000 },
});

const classes = [
  group("n-zhenning-toddler", "振宁托小班", "n-zhenning", "toddler", ["P1Y", "P2Y"], [15, 3, 238000]),
  group("n-zhenning-junior", "振宁托大班", "n-zhenning", "junior", ["P2Y", "P3Y"], [20, 3, 198000]),
  group("n-ningxin-mixed", "宁新混龄班", "n-ningxin", "mixed", ["P18M", "P3Y"], [1, 1, 88000], "half-day"),
  group("n-fengbei-infant", "小禾苗乳儿班", "n-fengbei", "infant", ["P6M", "P1Y"], [9, 3, 580000]),
  group("n-fengbei-junior", "小禾苗托大班", "n-fengbei", "junior", ["P2Y", "P3Y"], [20, 3, 398000]),
];

const locksmiths = [
  {
    id: "ls-anxin",
    name: "宁围安心锁业",
    community: "zhenning",
    place: at(30.2341, 120.2549, "宁围街道宁东路 88 号"),
    value: {
      filingNo: "萧公开锁备〔2024〕016 号",
      creditCode: "91330109MA2KD7T41X",
      prices: { mechanical: 8000, securityDoor: 15000, smart: 26000 },
      nightSurcharge: 5000,
      nightFrom: "22:00",
      nightUntil: "06:00",
      onDuty: 3,
      arrivesWithin: 15,
      opening: daily("00:00", "24:00"),
      phone: "0571-82870110",
    },
  },
  {
    id: "ls-chen",
    name: "陈师傅开锁",
    community: "fengbei",
    place: at(30.2461, 120.2376, "宁围街道丰北社区沿街 12 号"),
    value: {
      filingNo: "萧公开锁备〔2023〕041 号",
      creditCode: "91330109MA2B0R8X6R",
      prices: { mechanical: 6000, securityDoor: 12000 },
      nightSurcharge: 3000,
      nightFrom: "21:30",
      nightUntil: "06:30",
      onDuty: 1,
      arrivesWithin: 20,
      opening: daily("06:00", "23:30"),
      phone: "13867451102",
    },
  },
];

const camera = (id, name, community, place, views, reachMetres, number) => ({
  id,
  name,
  community,
  place,
  value: {
    deviceCode: `330109000013200000${number}`,
    views,
    direction: 180,
    angle: 100,
    reachMetres,
    nightVision: true,
    keeps: "P30D",
    signposted: true,
    operator: "community",
  },
});

const cameras = [
  camera("cam-zhenning-gate", "振宁社区北门", "zhenning", at(30.2379, 120.2515, "振宁社区北门"), ["gate"], 60, "17"),
  camera(
    "cam-zhenning-shed",
    "振宁社区 3 幢车棚",
    "zhenning",
    at(30.2362, 120.2509, "振宁社区 3 幢北侧"),
    ["bike-shed", "fire-lane"],
    40,
    "18",
  ),
  camera("cam-park", "体育公园入口", "zhenning", at(30.239, 120.2501, park), ["gate", "courtyard"], 80, "19"),
  camera(
    "cam-ningtai-crossing",
    "宁泰路振宁路路口",
    "zhenning",
    at(30.2385, 120.2528, "宁泰路振宁路路口"),
    ["crossing"],
    150,
    "20",
  ),
  camera("cam-ningxin-gate", "宁新社区东门", "ningxin", at(30.2419, 120.2642, "宁新社区东门"), ["gate"], 60, "21"),
  camera(
    "cam-ningxin-garage",
    "宁新社区地下车库",
    "ningxin",
    at(30.2415, 120.2631, "宁新社区地下车库"),
    ["garage"],
    40,
    "22",
  ),
  camera(
    "cam-fengbei-crossing",
    "市心北路金鸡路路口",
    "fengbei",
    at(30.2447, 120.238, "市心北路金鸡路路口"),
    ["crossing"],
    200,
    "23",
  ),
  camera(
    "cam-xinhua-canal",
    "新华村官河埠头",
    "xinhua",
    at(30.2283, 120.2712, "新华村官河埠头"),
    ["riverbank"],
    80,
    "24",
  ),
];

const responder = (
  id,
  name,
  community,
  place,
  force,
  [headcount, vehicle, readyWithin],
  skills,
  equipment,
  duty = daily("00:00", "24:00"),
) => ({
  id,
  name,
  community,
  place,
  value: { force, duty, headcount, skills, equipment, vehicle, readyWithin, phone: "0571-82861190" },
});

const responders = [
  responder(
    "ningwei-fire-station",
    "宁围微型消防站",
    "zhenning",
    at(30.235, 120.2497, "宁围街道宁东路 66 号"),
    "micro-fire-station",
    [6, "fire-motorbike", "PT1M"],
    ["fire-fighting", "evacuation", "first-aid"],
    ["extinguisher", "fire-blanket", "hose", "breathing-mask"],
  ),
  responder(
    "zhenning-grid-team",
    "振宁网格队",
    "zhenning",
    at(30.2372, 120.252, "振宁社区服务中心"),
    "grid-team",
    [3, "e-bike", "PT2M"],
    ["evacuation", "traffic", "mediation", "small-repair"],
    ["extinguisher", "megaphone", "tool-box"],
  ),
  responder(
    "ningxin-grid-team",
    "宁新网格队",
    "ningxin",
    at(30.242, 120.2628, "宁新社区服务中心"),
    "grid-team",
    [3, "e-bike", "PT2M"],
    ["evacuation", "traffic", "mediation"],
    ["extinguisher", "megaphone"],
  ),
  responder(
    "fengbei-first-aid",
    "丰北急救志愿队",
    "fengbei",
    at(30.2453, 120.2392, "丰北社区党群服务中心"),
    "first-aid-volunteers",
    [4, "e-bike", "PT2M"],
    ["first-aid", "aed"],
    ["aed", "first-aid-kit", "stretcher"],
  ),
  responder(
    "xinhua-militia",
    "新华村应急队",
    "xinhua",
    at(30.229, 120.2703, "新华村村委会"),
    "village-militia",
    [8, "car", "PT3M"],
    ["fire-fighting", "water-rescue"],
    ["extinguisher", "hose", "lifebuoy", "stretcher"],
  ),
];

/** What the street has, by kind. */
export const places = {
  canteen: canteens,
  dish: dishes,
  court: courts,
  nursery: nurseries,
  "nursery-class": classes,
  locksmith: locksmiths,
  camera: cameras,
  responder: responders,
};
