import { defineElement } from "../lib/define-element.js";
import { RegistryView } from "./registry/registry-view.js";

defineElement("community-registry-view", RegistryView);

export { RegistryView };
