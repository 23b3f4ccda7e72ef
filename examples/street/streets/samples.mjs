import { meiwan } from "./meiwan.mjs";
import { ningwei } from "./ningwei.mjs";
import { yuetang } from "./yuetang.mjs";

/** The streets that `npm run demo` opens: a city street, a village, a community in which most people rent. */
export const samples = [ningwei, meiwan, yuetang];
