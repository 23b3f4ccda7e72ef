import { CommunityWidget } from "./community-widget.js";

/** Everything that can be booked: `<community-widget collection="booking">`. */
export class CommunityBooking extends CommunityWidget {
  constructor() {
    super();
    this.collection ??= "booking";
  }
}

/** Care for the elderly: `<community-widget collection="elderly-care">`. */
export class CommunityElderlyCare extends CommunityWidget {
  constructor() {
    super();
    this.collection ??= "elderly-care";
  }
}

/** Childcare: `<community-widget collection="childcare">`. */
export class CommunityChildcare extends CommunityWidget {
  constructor() {
    super();
    this.collection ??= "childcare";
  }
}

/** Venues: `<community-widget collection="venue">`. */
export class CommunityVenue extends CommunityWidget {
  constructor() {
    super();
    this.collection ??= "venue";
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-booking": CommunityBooking;
    "community-elderly-care": CommunityElderlyCare;
    "community-childcare": CommunityChildcare;
    "community-venue": CommunityVenue;
  }
}
