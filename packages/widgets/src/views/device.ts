import { defineElement } from "../lib/define-element.js";
import { DeviceView } from "./device/device-view.js";

defineElement("community-device-view", DeviceView);

export { DeviceView };
