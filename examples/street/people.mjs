// People of a street, made up, with names as they are met in Xiaoshan. Who they are decides what they may do.

import { aged } from "./born.mjs";

/** Communities of the sample street; coordinates are WGS-84. */
export const communities = [
  { id: "zhenning", name: "振宁社区", kind: "urban", lat: 30.2367, lon: 120.2512 },
  { id: "ningxin", name: "宁新社区", kind: "urban", lat: 30.2418, lon: 120.2634 },
  { id: "fengbei", name: "丰北社区", kind: "mixed", lat: 30.2455, lon: 120.2389 },
  { id: "xinhua", name: "新华村", kind: "urban-fringe", lat: 30.2291, lon: 120.2701 },
  { id: "liyi", name: "利一社区", kind: "urban", lat: 30.2239, lon: 120.2478 },
];

const at = (lat, lon) => ({ lat, lon });
const local = { residence: "resident", hukou: "330109" };
const today = new Date().toISOString().slice(0, 10);

/** The first of the month so many months ago. */
const monthsAgo = (months) => {
  const [year, month] = today.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
};

/**
 * Residents, and those who work for them. `says`: one line for whoever signs in as them. `unit`: where the roles hold, a
 * community or a thing; absent: in the whole street.
 */
export const people = [
  {
    id: "qian-xiaoyan",
    name: "钱晓燕",
    says: "居民，38 岁，常打球，孩子快两岁",
    roles: ["resident"],
    community: "zhenning",
    household: "zhenning-3-2-501",
    facts: { birthDate: aged(38, "03-02"), sex: "female", ...local },
    guards: ["qian-duoduo"],
  },
  {
    id: "qian-duoduo",
    name: "钱多多",
    says: "一岁十个月",
    roles: ["resident"],
    community: "zhenning",
    household: "zhenning-3-2-501",
    facts: { birthDate: monthsAgo(22), sex: "female", ...local },
  },
  {
    id: "shen-guizhen",
    name: "沈桂珍",
    says: "居民，78 岁，独居，订餐、报修都自己来",
    roles: ["resident"],
    community: "ningxin",
    household: "ningxin-7-1-302",
    facts: {
      birthDate: aged(78, "05-09"),
      sex: "female",
      careLevel: "able",
      incomeGroup: "ordinary",
      livesAlone: true,
      ...local,
    },
    mandates: ["shen-li"],
  },
  {
    id: "shen-li",
    name: "沈丽",
    says: "沈桂珍的女儿，受母亲委托办事",
    roles: ["resident"],
    community: "liyi",
    household: "liyi-2-3-1104",
    facts: { birthDate: aged(51, "10-12"), sex: "female", ...local },
  },
  {
    id: "lou-jianguo",
    name: "楼建国",
    says: "居民，85 岁，低保，腿脚不便",
    roles: ["resident"],
    community: "xinhua",
    household: "xinhua-118",
    facts: {
      birthDate: aged(85, "02-17"),
      sex: "male",
      careLevel: "moderate",
      incomeGroup: "minimum-living",
      livesAlone: true,
      ...local,
    },
  },
  {
    id: "jin-wei",
    name: "金伟",
    says: "新居民，34 岁，有居住证",
    roles: ["resident"],
    community: "fengbei",
    household: "fengbei-11-1-1803",
    facts: { birthDate: aged(34, "07-15"), sex: "male", residence: "residence-permit", hukou: "342401" },
  },
  {
    id: "xu-caizhen",
    name: "许彩珍",
    says: "居民，88 岁，高龄津贴刚确认",
    roles: ["resident"],
    community: "zhenning",
    household: "zhenning-5-1-102",
    facts: { birthDate: aged(88, "06-06"), sex: "female", careLevel: "mild", incomeGroup: "ordinary", ...local },
    mandates: ["shen-li"],
  },
  {
    id: "hu-min",
    name: "胡敏",
    says: "体育公园管理员",
    roles: ["venue-keeper"],
    facts: { birthDate: aged(47, "11-20") },
  },
  {
    id: "zhou-ting",
    name: "周婷",
    says: "振宁社区工作人员",
    roles: ["community-staff"],
    unit: "zhenning",
    facts: { birthDate: aged(36, "04-30") },
  },
  {
    id: "lai-yafang",
    name: "来雅芳",
    says: "宁新社区工作人员",
    roles: ["community-staff"],
    unit: "ningxin",
    facts: { birthDate: aged(35, "03-08") },
  },
  {
    id: "chen-haijun",
    name: "陈海军",
    says: "振宁社区网格员",
    roles: ["grid-worker"],
    unit: "zhenning",
    facts: { birthDate: aged(41, "09-08") },
    place: at(30.2371, 120.2519),
  },
  {
    id: "yu-meifang",
    name: "俞美芳",
    says: "宁新社区网格员",
    roles: ["grid-worker"],
    unit: "ningxin",
    facts: { birthDate: aged(43, "12-25") },
    place: at(30.2421, 120.2627),
  },
  {
    id: "wang-caifeng",
    name: "王彩凤",
    says: "振宁老年食堂负责人",
    roles: ["canteen-staff"],
    unit: "can-zhenning",
    facts: { birthDate: aged(56, "06-18") },
  },
  {
    id: "li-qiang",
    name: "李强",
    says: "送餐员",
    roles: ["courier"],
    facts: { birthDate: aged(28, "01-05") },
    place: at(30.2409, 120.2605),
  },
  {
    id: "tang-yun",
    name: "汤云",
    says: "振宁普惠托育园园长",
    roles: ["nursery-staff"],
    unit: "n-zhenning",
    facts: { birthDate: aged(42, "08-14") },
  },
  {
    id: "sun-guoping",
    name: "孙国平",
    says: "开锁师傅，已在公安备案",
    roles: ["locksmith"],
    facts: { birthDate: aged(49, "03-27") },
    place: at(30.2344, 120.2551),
  },
  {
    id: "han-lei",
    name: "韩磊",
    says: "微型消防站队员",
    roles: ["responder"],
    facts: { birthDate: aged(32, "10-02") },
    place: at(30.2352, 120.2498),
  },
  {
    id: "zheng-bin",
    name: "郑斌",
    says: "街道社会事务办干部",
    roles: ["street-official"],
    facts: { birthDate: aged(50, "05-21") },
  },
];
