/**
 * The types of every scenario, by its id. Empty here: what `linli compile` generates adds to it, for the catalog
 * (`import "@linli/contracts/map"`) as for a street's own scenarios.
 *
 * A scenario's entry is `{ record, options, actions, states, children }`: what is asked for; what an opener may say
 * beside it; the input of each action that people may take (`undefined`: it takes none); its states; its child rows.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- interfaces can be added to, types cannot
export interface ScenarioMap {}

/** The id of a scenario whose types are known. */
export type ScenarioId = Extract<keyof ScenarioMap, string>;

/** What every entry of `ScenarioMap` has. */
export interface ScenarioTypes {
  readonly record: object;
  readonly options: object;
  readonly actions: { readonly [action: string]: object | undefined };
  readonly states: string;
  readonly children: { readonly [kind: string]: object | undefined };
}
