export { amended, effectArgument, effectName, periodPointer } from "./amend.js";
export { bookDate, booksClosed } from "./books.js";
export { canonicalJson } from "./canonical-json.js";
export { clockAgain, clockDue, clocksAfter, runsIn } from "./clocks.js";
export type { Bundle, CompiledContract, CompiledKind } from "./compiled.js";
export { placeOf } from "./context.js";
export { decide, draftOf, type Draft } from "./decide.js";
export { fileFieldsOf, filesInInput, filesNamed, type FileFields, type NamedFile } from "./file-fields.js";
export { fire, followsOf } from "./fire.js";
export { followEach } from "./follows.js";
export { fieldsByRule } from "./fields-by-rule.js";
export { filledLabels, filledText, otherLabels, placeholdersOf, saidAt } from "./fill-labels.js";
export { fixedTime } from "./fixed-time.js";
export { handedDown } from "./handed-down.js";
export { isPaused } from "./holding.js";
export * from "./json.js";
export { kindLabelsOf, labelsOf, type LabelSources } from "./labels-of.js";
export { limitsOf, type LimitCount } from "./limits.js";
export {
  actionAppending,
  actionOf,
  isPartial,
  machineOf,
  openStages,
  type Machine,
  type MachineParts,
  type Move,
} from "./machine.js";
export * from "./model.js";
export { movedDates, recurrenceOf, type Recurrence } from "./moved-dates.js";
export { pointersWhere } from "./pointers-where.js";
export type * from "./profile.js";
export { durationLength, profileMisfits, withoutMisfits, type Ground } from "./profile-misfits.js";
export { inOrder, isNamedBy, selects, type CatalogChoices } from "./profile-choice.js";
export { problems, type ProblemCode } from "./problems.js";
export { allowedActions, isOver, mayTake, relationsOf } from "./relations.js";
export { bareSchema, mapSchema, resolveSchema, slimSchema } from "./resolve-schema.js";
export { roomFor, type Room, type RoomSource } from "./room-for.js";
export { evaluate, metres, operatorNames, truthy, wholeYears, type Context } from "./rules.js";
export { actsPartOf, recordSchemaOf, runPartOf, type ActsPart, type RunPart } from "./run-part.js";
export { runtime, type Runtime } from "./runtime.js";
export type { ScenarioId, ScenarioMap, ScenarioTypes } from "./scenario-map.js";
export type * from "./state.js";
export { fieldAt, tighteningFaults, type TighteningFault } from "./tightening.js";
export { sayDuration } from "./say-duration.js";
export { isContextFree, maybe } from "./static-rule.js";
export {
  dayOf,
  laterWorking,
  localInstant,
  milliseconds,
  offsetAt,
  plainCalendar,
  timeIn,
  type Time,
  workingLeft,
  type WorkingCalendar,
} from "./time.js";
export { holdsIn, periodOf, usesHeldIn, usesOf } from "./uses.js";
export type { Fault, Validate, Validators } from "./validate.js";
export { canSee, isAmong, visible, visibleDerived, type Onlooker } from "./visible.js";
export { visibleInput, type Said } from "./visible-input.js";
export type * from "./wire.js";
export { workingCalendarIn } from "./working-calendar.js";
