import { defineElement } from "../lib/define-element.js";
import { BookingView } from "./booking/booking-view.js";

defineElement("community-booking-view", BookingView);

export { newPeriod } from "./booking/new-period.js";
export { BookingView };
