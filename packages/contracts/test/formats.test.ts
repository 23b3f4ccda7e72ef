import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fullFormats } from "ajv-formats/dist/formats.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditCode, date, dateTime, duration, email, localTime, nationalId, time, uri, uuid } from "../src/formats.js";

type Format = (text: string) => boolean;

const long = "a".repeat(64);

/** What the standards say, by format: what is of it, and what is not. */
const tables: readonly (readonly [
  string,
  Format,
  { readonly of: readonly string[]; readonly not: readonly string[] },
])[] = [
  [
    "date",
    date,
    {
      of: ["2026-12-02", "2024-02-29", "2000-02-29", "1999-12-31", "0000-02-29", "9999-01-01"],
      not: [
        ...[
          "2026-02-29",
          "1900-02-29",
          "2100-02-29",
          "2026-13-01",
          "2026-00-10",
          "2026-04-31",
          "2026-12-00",
          "2026-12-32",
        ],
        ...[
          "26-12-02",
          "2026-12-2",
          "2026/12/02",
          "20261202",
          "2026-12-02T",
          " 2026-12-02",
          "2026-12-02\n",
          "2026-W49-3",
          "",
        ],
        ...["২026-12-02", "２026-12-02", "-026-12-02", "2026-1a-02"],
      ],
    },
  ],
  [
    "time",
    time,
    {
      of: [
        ...[
          "19:00:00+08:00",
          "00:00:00Z",
          "23:59:59z",
          "08:30:06.283185Z",
          "23:59:60Z",
          "15:59:60-08:00",
          "07:59:60.5+08:00",
        ],
        ...["12:00:00+23:59", "12:00:00-00:00"],
      ],
      not: [
        ...[
          "24:00:00Z",
          "12:60:00Z",
          "12:00:61Z",
          "22:59:60Z",
          "23:59:60+08:00",
          "12:00:00",
          "12:00Z",
          "12:00:00.Z",
          "12:00:00,5Z",
        ],
        ...[
          "12:00:00+24:00",
          "12:00:00+08:60",
          "12:00:00+0800",
          "12:00:00+8",
          "12:00:00Z+08:00",
          "1:00:00Z",
          "12:00:00 Z",
          "੧2:00:00Z",
        ],
      ],
    },
  ],
  [
    "date-time",
    dateTime,
    {
      of: [
        "2026-12-02T19:00:00+08:00",
        "1998-12-31T23:59:60Z",
        "1998-12-31T15:59:60.123-08:00",
        "2026-12-02t19:00:00z",
      ],
      not: [
        ...[
          "2026-12-02",
          "2026-12-02T19:00:00",
          "2026-12-02 19:00:00Z",
          "2026-02-29T12:00:00Z",
          "2026-12-02T24:00:00Z",
        ],
        ...[
          "2026-12-02T19:00:00+0800",
          "2026-12-02T",
          "2026-12-02TT9:00:00Z",
          "1998-12-31T22:59:60Z",
          "02/12/2026 19:00:00Z",
          "",
        ],
      ],
    },
  ],
  [
    "local-time",
    localTime,
    { of: ["00:00", "06:30", "23:59", "24:00"], not: ["24:01", "25:00", "6:30", "06:60", "06:30:00", "0630", ""] },
  ],
  [
    "duration",
    duration,
    {
      of: ["P7D", "PT1H30M", "P2W", "P1Y2M3DT4H5M6S", "PT0S", "P4Y", "P1M", "PT1M", "PT36H", "P1DT12H", "P100D"],
      not: [
        ...[
          "P",
          "PT",
          "P1",
          "PT1",
          "7D",
          "P1DT",
          "P1YT",
          "P2D1Y",
          "P1D2H",
          "P2S",
          "P1W2D",
          "P1Y2W",
          "PW",
          "-P1D",
          "P-1D",
          "P0.5D",
          "p7d",
        ],
        // RFC 3339 lets no unit between two be left out.
        ...["P1Y2D", "PT1H2S", "P1D ", " P1D", "P1D\n", "P৭D", "P1DD", "PTT1H", ""],
      ],
    },
  ],
  [
    "uuid",
    uuid,
    {
      of: [
        "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
        "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
        "00000000-0000-0000-0000-000000000000",
      ],
      not: [
        ...[
          "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
          "2eb8aa08-aa98-11ea-b4aa-73b441d163800",
          "2eb8aa08aa98-11ea-b4aa73b441d16380",
        ],
        ...[
          "2eb8aa08aa9811eab4aa73b441d16380----",
          "2eb8aa08-aa98-11ea-b4ga-73b441d16380",
          "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
          "",
        ],
      ],
    },
  ],
  [
    "email",
    email,
    {
      of: [
        ...[
          "joe.bloggs@example.com",
          "hu+court@ning-wei.gov.cn",
          "te~st@example.com",
          "a@b.cn",
          "root@localhost",
          "12@163.com",
        ],
        ...[
          '"joe bloggs"@example.com',
          '"joe@bloggs"@example.com',
          '"a\\"b"@example.com',
          "hu@[127.0.0.1]",
          "hu@[IPv6:::1]",
        ],
        ...[`${long}@example.com`, "hu@[IPv6:2001:db8::7]", "hu@[IPv6:::ffff:192.0.2.1]"],
      ],
      not: [
        ...[
          "2962",
          "@example.com",
          "hu@",
          "hu@@example.com",
          ".hu@example.com",
          "hu.@example.com",
          "h..u@example.com",
          "hu example.com",
        ],
        ...[
          "hu@invalid=domain.com",
          "hu@-ning.cn",
          "hu@ning-.cn",
          "hu@ning..cn",
          "hu@.cn",
          "hu@cn.",
          "hu@[127.0.0.300]",
          "hu@[IPv6:::g]",
        ],
        ...[
          "hu@[127.0.0.1",
          "hu@127.0.0.1]",
          "胡@example.com",
          `${long}a@example.com`,
          `hu@${long}.cn`,
          '"hu@example.com',
          "hu @b.cn",
          "",
        ],
        ...["hu@[IPv6:1:2:3:4:5:6:7]", "hu@[IPv6:1::2::3]", "hu@[IPv6:1:2:3:4:5:6:7:8:9]", "hu@[IPv6:12345::]"],
      ],
    },
  ],
  [
    "uri",
    uri,
    {
      of: [
        ...[
          "https://linli.dev/problems/full?x=1#y",
          "mailto:hu@ning-wei.gov.cn",
          "tel:+86-571-82621234",
          "urn:oasis:names:docbook",
        ],
        ...[
          "ldap://[2001:db8::7]/c=GB?objectClass?one",
          "http://223.255.255.254",
          "http://a.b/?q=%20#%C3%A9",
          "file:///etc/hosts",
          "a:",
        ],
        ...[
          "http://u:p@h:8080/a;b=c,d/(e)",
          "http://[v1.fe80::a+en1]/",
          "http://[::ffff:192.0.2.1]:80",
          "http://h:",
          "x+y-z.1:/a",
        ],
      ],
      not: [
        ...[
          "//foo.bar/?baz",
          "/abs",
          "abc",
          "\\\\WINDOWS\\share",
          "http:// shouldfail.com",
          ":// fail",
          "bar,baz:qux",
          "1a:b",
          "",
        ],
        ...[
          "https://[@example.org/test.txt",
          "https://example.org/foo\\bar",
          "https://example.org/<x>",
          "https://example.org/{x}",
        ],
        ...[
          "https://example.org/^",
          "https://example.org/`",
          "https://example.org/a b",
          "https://example.org/|",
          "https://社区.cn/",
        ],
        ...[
          "http://h/%zz",
          "http://h/%2",
          "http://h:80a/",
          "http://[2001:db8::7/",
          "http://[1:2]/",
          "http://a#b#c",
          "http://a\n",
        ],
      ],
    },
  ],
  [
    "national-id",
    nationalId,
    {
      of: ["11010519491231002X"],
      not: [
        ...[
          "110105194912310021",
          "11010519491231002x",
          "1101051949123100",
          "",
          "01010519491231002X",
          "1101051949123100 X",
        ],
        // Right check characters, impossible birth dates.
        ...[withCheck("33010919990230001"), withCheck("33010919991300001"), withCheck("33010900000101001")],
      ],
    },
  ],
  [
    "credit-code",
    creditCode,
    {
      of: ["91110000101623741K", "911101066976941872"],
      not: [
        "91110000101623741J",
        "91110000101623741",
        "91110000101623741k",
        "91350211M0000XUF46",
        "9111000010162374IK",
        "",
        "9A110000101623741K",
      ],
    },
  ],
];

describe("what the standards say", () => {
  for (const [name, format, { of, not }] of tables) {
    it(`${of.length} texts are a ${name}, ${not.length} are not`, () => {
      expect(of.filter((text) => !format(text))).toEqual([]);
      expect(not.filter((text) => format(text))).toEqual([]);
    });
  }

  it("every citizen's number has one check character, whoever was born when", () => {
    const births = fc.date({ min: new Date("1900-01-01"), max: new Date("2026-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(births, fc.integer({ min: 1, max: 999 }), (born, nth) => {
        const digits = `330109${born.toISOString().slice(0, 10).replaceAll("-", "")}${String(nth).padStart(3, "0")}`;
        const right = [..."0123456789X"].filter((check) => nationalId(digits + check));
        expect(right).toEqual([withCheck(digits).at(-1)]);
      }),
    );
  });

  it("no single character of a credit code can be exchanged unnoticed", () => {
    const code = "91110000101623741K";
    for (let i = 0; i < code.length; i++) {
      for (const other of "0123456789ABCDEFGHJKLMNPQRTUWXY") {
        if (other !== code[i]) expect(creditCode(code.slice(0, i) + other + code.slice(i + 1))).toBe(false);
      }
    }
  });
});

describe("against ajv-formats, on texts that are almost right", () => {
  const theirs = (name: keyof typeof fullFormats): Format => {
    const format = fullFormats[name] as RegExp | Format | { readonly validate: Format };
    if (format instanceof RegExp) return (text) => format.test(text);
    return typeof format === "function" ? format : format.validate;
  };
  /** What ajv-formats takes although the standard does not. */
  const lax = {
    offset: /[+-]\d\d(?:\d\d)?$/,
    separator: /^.{10}\s/,
    gap: /\dY\d+D|\dH\d+S/,
    urn: /^urn:uuid:/i,
  };
  const seeds: readonly (readonly [keyof typeof fullFormats, Format, readonly string[], RegExp | undefined])[] = [
    ["date", date, ["2026-12-02", "2024-02-29", "1900-02-28", "0000-02-29"], undefined],
    ["time", time, ["19:00:00+08:00", "23:59:60Z", "08:30:06.283185Z", "15:59:60-08:00"], lax.offset],
    [
      "date-time",
      dateTime,
      ["2026-12-02T19:00:00+08:00", "2024-02-29T23:59:60Z", "1998-12-31T15:59:60.123-08:00"],
      new RegExp(`${lax.offset.source}|${lax.separator.source}`),
    ],
    ["duration", duration, ["P1Y2M3DT4H5M6S", "P2W", "PT36H", "P4Y", "PT0S", "P7D"], lax.gap],
    ["uuid", uuid, ["2eb8aa08-aa98-11ea-b4aa-73b441d16380"], lax.urn],
  ];
  const signs = [..."0123456789-:+TtZz. /9⁹PYMWDHSabcf\n"];

  for (const [name, ours, texts, except] of seeds) {
    it(`${name}: the same answer${except ? ", but where ajv-formats is laxer than the standard" : ""}`, () => {
      const judge = theirs(name);
      fc.assert(
        fc.property(mutated(texts, signs), (text) => {
          const expected = judge(text);
          if (expected && except?.test(text)) return;
          expect(ours(text), JSON.stringify(text)).toBe(expected);
        }),
        { numRuns: 20_000 },
      );
    });
  }

  it("email: what ajv-formats takes is a mailbox here, too", () => {
    const judge = theirs("email");
    const texts = ["joe.bloggs@example.com", "hu+court@ning-wei.gov.cn", "x_y@163.com"];
    fc.assert(
      fc.property(mutated(texts, [...'abc.@-_+"[] \\é1']), (text) => {
        if (judge(text)) expect(email(text), JSON.stringify(text)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });
});

// The suite is in no npm package: `npm test` fetches Debian's; elsewhere give a checkout of
// github.com/json-schema-org/JSON-Schema-Test-Suite.
const suite = join(process.env["JSON_SCHEMA_TEST_SUITE"] ?? "", "tests/draft2020-12/optional/format");
describe.skipIf(!existsSync(suite))("against the JSON Schema Test Suite", () => {
  const formats = { date, time, "date-time": dateTime, duration, uuid, email, uri };
  for (const [name, format] of Object.entries(formats)) {
    it(`${name}: answers every case of ${name}.json`, () => {
      const groups = JSON.parse(readFileSync(join(suite, `${name}.json`), "utf8")) as readonly {
        readonly tests: readonly { readonly data: unknown; readonly valid: boolean; readonly description: string }[];
      }[];
      const cases = groups.flatMap((group) => group.tests).filter(({ data }) => typeof data === "string");
      expect(cases.length).toBeGreaterThan(10);
      expect(cases.filter(({ data, valid }) => format(data as string) !== valid)).toEqual([]);
    });
  }
});

/** Texts a few changes away from these. */
function mutated(texts: readonly string[], signs: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    how: fc.constantFrom("put", "put", "insert", "drop"),
    where: fc.nat({ max: 40 }),
    sign: fc.constantFrom(...signs),
  });
  return fc.tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 3 })).map(([text, changes]) =>
    changes.reduce((changed, { how, where, sign }) => {
      const i = where % (changed.length + 1);
      return changed.slice(0, i) + (how === "drop" ? "" : sign) + changed.slice(how === "insert" ? i : i + 1);
    }, text),
  );
}

/** Seventeen digits with the check character of GB 11643 behind them, computed as its appendix does: by powers of two. */
function withCheck(digits: string): string {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
  const check = (12 - (sum % 11)) % 11;
  return digits + (check === 10 ? "X" : String(check));
}
