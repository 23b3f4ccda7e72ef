import { it } from "vitest";
import { startBrowser, visit } from "/work/main/packages/widgets/test/set-up/browser.js";
import { openNingwei } from "/work/main/packages/widgets/test/set-up/ningwei.js";
it("x", async () => {
  const street = await openNingwei(); const browser = await startBrowser();
  console.log(JSON.stringify(await street.ask("qian","GET /scenarios?collection=childcare")).slice(0,600));
  const { page } = await visit({street,browser,query:"tag=community-childcare"});
  page.on("console",m=>console.log(m.text()));
  await page.waitForTimeout(1500); await page.screenshot({path:"/tmp/f1/shots/menu-real.png"});
  console.log(await page.evaluate(()=>document.querySelector("community-childcare").outerHTML+document.querySelector("community-childcare").shadowRoot.innerHTML.slice(0,500)));
  await browser.close(); await street.close();
}, 60000);
