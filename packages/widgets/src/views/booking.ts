import { defineElement } from "../lib/define-element.js";
import { BookingView } from "./booking/booking-view.js";

defineElement("community-booking-view", BookingView);

export { BookingModel, isSimple } from "./booking/booking-model.js";
export { dayPart } from "./booking/day-part.js";
export { timePart } from "./booking/time-part.js";
export { BookingView };
