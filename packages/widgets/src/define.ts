import { defineElement } from "./lib/define-element.js";
import { CommunityForm } from "./form/community-form.js";
import { CommunityStreet } from "./street/community-street.js";
import { CommunityWidget } from "./widget/community-widget.js";
import { CommunityBooking, CommunityChildcare, CommunityElderlyCare, CommunityVenue } from "./widget/named-widgets.js";

// The street first: what stands inside asks for it as soon as it is defined.
defineElement("community-street", CommunityStreet);
defineElement("community-form", CommunityForm);
defineElement("community-widget", CommunityWidget);
defineElement("community-booking", CommunityBooking);
defineElement("community-elderly-care", CommunityElderlyCare);
defineElement("community-childcare", CommunityChildcare);
defineElement("community-venue", CommunityVenue);
