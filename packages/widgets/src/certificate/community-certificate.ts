import { html, nothing } from "lit";
import { svg } from "lit/html.js";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { RecordView } from "@linli/contracts";
import { defineElement } from "../lib/define-element.js";
import { LinliElement } from "../lib/linli-element.js";
import { streetAbove } from "../lib/street-above.js";
import { css } from "../sheets/certificate.css.js";
import { addStyles } from "../sheets/sheets.js";
import { certificateWords } from "./certificate-words.js";

addStyles(css);

/** A certificate as a slip: what it is, its number, and a code by which anybody can check it; printed alone. */
export class CommunityCertificate extends LinliElement {
  static override properties: PropertyDeclarations = {
    certificate: { attribute: false },
    name: {},
    until: {},
    streetName: { state: true },
    qr: { state: true },
  };

  declare certificate: RecordView["certificate"];
  /** What it certifies, in words. */
  declare name: string | undefined;
  /** How long it is valid, in words; absent: without end. */
  declare until: string | undefined;
  declare streetName: string | undefined;
  declare qr: { readonly path: string; readonly side: number } | undefined;
  #drawn = "";

  /** Where anybody can check it. */
  get address(): string {
    const base = streetAbove(this)?.baseUrl ?? location.origin;
    return `${base}${this.certificate?.verify ?? ""}`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { address, certificate, street } = this;
    if (certificate === undefined || street === undefined || this.#drawn === address) return;
    this.#drawn = address;
    void import("./qr-path.js").then(({ qrPath }) => (this.qr = qrPath(address)));
    street.info().then(
      ({ name }) => (this.streetName = name),
      // The slip says all else.
      () => undefined,
    );
  }

  /** Prints the slip and nothing of the page around it. */
  print(): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("@media print { body { --linli-print: hidden } body * { visibility: hidden } }");
    document.adoptedStyleSheets.push(sheet);
    addEventListener(
      "afterprint",
      () => {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
      },
      { once: true },
    );
    print();
  }

  protected override content(): unknown {
    const { certificate, name, until, streetName, qr } = this;
    if (certificate === undefined) return nothing;
    const say = certificateWords(this.street?.locale ?? "");
    const { number, code } = certificate;
    return html`<div class="slip" part="certificate">
        <p class="note">${streetName ?? ""}</p>
        <p class="slip-name"><b>${name}</b></p>
        <div class="slip-body">
          <div class="qr" role="img" aria-label=${say("qr")}>
            ${qr === undefined ? nothing : html`<svg viewBox="0 0 ${qr.side} ${qr.side}" aria-hidden="true">${svg`<path d=${qr.path}></path>`}</svg>`}
          </div>
          <dl>
            <div>
              <dt>${say("number")}</dt>
              <dd><b>${number}</b></dd>
            </div>
            <div>
              <dt>${say("code")}</dt>
              <dd><b class="code-text">${code.match(/.{1,4}/g)?.join(" ")}</b></dd>
            </div>
          </dl>
        </div>
        <p>${until === undefined ? say("always") : say("until", { when: until })}</p>
        <p class="note">${say("scan")}</p>
        <p class="note">
          ${say("typed")}
          <a href=${this.address} target="_blank" rel="noopener">${this.address.replace(/\/[^/]*$/, "")}</a>
        </p>
      </div>
      <div class="row slip-tools">
        <button type="button" @click=${() => this.print()}>${say("print")}</button>
      </div>`;
  }
}

defineElement("community-certificate", CommunityCertificate);

declare global {
  interface HTMLElementTagNameMap {
    "community-certificate": CommunityCertificate;
  }
}
