/**
 * What goes over the wire, as the Python models in `reportedly.desk.models` say.
 * All offsets are half-open intervals of Unicode code points in the document's text.
 */

export type Role = 'reader' | 'coder' | 'adjudicator' | 'owner';
export type Verdict = 'accept' | 'reject';
export type Flag = 'graphic' | 'personal' | 'minors' | 'deleted_by_source' | 'deceptive';
/** A claim, document or decision; events have ids of their own. */
export type Id = string;

export interface Page<Row> {
  total: number;
  offset: number;
  rows: Row[];
}

export interface Words {
  start: number;
  end: number;
}

export interface DecisionRow {
  id: Id;
  at: string;
  who: string;
  kind: string;
  target: string;
  document: string | null;
  before: unknown;
  after: unknown;
  why: string;
  withdrawn_by: Id | null;
}

export interface Problem {
  title: string;
  detail: string;
  conflict: DecisionRow | null;
}

// ---- who is at the desk

export interface User {
  id: number;
  name: string;
  role: Role;
}

export interface Settings {
  hide_private: boolean;
  collapse: Flag[];
  blind: boolean;
}

export interface SettingsChange {
  hide_private?: boolean;
  collapse?: Flag[];
  blind?: boolean;
  why?: string;
}

export interface Session {
  version: string;
  project: string;
  accounts: boolean;
  user: User | null;
  csrf: string;
  settings: Settings | null;
}

export interface Login {
  name?: string;
  password?: string;
  link?: string;
}

export interface Account {
  id: number;
  name: string;
  role: Role;
  password: boolean;
  active: boolean;
  created_at: string;
}

export interface AccountDraft {
  name: string;
  role: Role;
  password?: string;
}

export interface AccountChange {
  role?: Role;
  active?: boolean;
  password?: string;
  current?: string;
}

export interface Link {
  url: string;
  expires_at: string;
}

export interface FlagsDraft {
  flags: Flag[];
  why: string;
}

export interface FlagsRow extends FlagsDraft {
  document: Id;
  who: string;
  at: string;
}

// ---- a claim, as in claim.schema.json

export type Category =
  | 'AGREE'
  | 'CONSULT'
  | 'SUPPORT'
  | 'CONCEDE'
  | 'COOPERATE'
  | 'AID'
  | 'RETREAT'
  | 'REQUEST'
  | 'ACCUSE'
  | 'REJECT'
  | 'THREATEN'
  | 'PROTEST'
  | 'SANCTION'
  | 'MOBILIZE'
  | 'COERCE'
  | 'ASSAULT';
export type ClaimStatus =
  'occurred' | 'ongoing' | 'planned' | 'averted' | 'denied' | 'negated' | 'hypothetical';
export type Stance =
  'asserts' | 'denies' | 'doubts' | 'threatens' | 'promises' | 'predicts' | 'asks';
export type Counted =
  | 'killed'
  | 'injured'
  | 'detained'
  | 'abducted'
  | 'missing'
  | 'displaced'
  | 'surrendered'
  | 'released'
  | 'participants'
  | 'other';
export type Side = 'actor' | 'recipient' | 'civilian' | 'unknown';
export type TimePrecision = 'day' | 'week' | 'month' | 'year' | 'range' | 'unknown';

export interface Span extends Words {
  text: string;
}

export interface ResolvedActor {
  id: string;
  name: string;
  kind: string;
  country?: string | null;
  score?: number | null;
}

export interface Participant {
  span: Span;
  resolved: ResolvedActor | null;
  antecedent?: Span | null;
  person?: 'office_holder' | 'commander' | 'private' | null;
}

export type PlaceLevel = 'country' | 'admin1' | 'admin2' | 'place' | 'feature' | 'region';

export interface ResolvedPlace {
  gazetteer_id: string;
  name: string;
  country: string;
  level: PlaceLevel;
  admin1?: string | null;
  admin2?: string | null;
  latitude?: number | null;
  longitude?: number | null;
  score?: number | null;
  precision?: number | null;
}

export interface Place {
  span: Span;
  resolved: ResolvedPlace | null;
}

export interface ClaimTime {
  span: Span;
  earliest: string | null;
  latest: string | null;
  precision: TimePrecision;
  carried: boolean;
  anchor: 'published' | 'text' | 'event' | 'none';
  timex?: { type: string; value: string } | null;
  unresolved?: string | null;
}

export interface Count {
  span: Span;
  what: Counted;
  low: number | null;
  high: number | null;
  of?: Span | null;
  side?: Side | null;
}

export interface Voice {
  speaker: Participant | null;
  cue: Span | null;
  stance: Stance;
  kind?: 'direct' | 'indirect' | 'scattered' | null;
  content?: Span | null;
}

export interface Inference {
  field: string;
  value: unknown;
  reason: string;
  coder: string;
}

export interface ClaimRecord {
  schema_version: string;
  claim_id: Id;
  document: {
    id: Id;
    uri: string | null;
    title: string | null;
    publisher?: string | null;
    published: string | null;
    language?: string | null;
  };
  evidence: Span;
  trigger: Span;
  event: {
    plover: Category;
    mode?: string | null;
    contexts?: string[];
    cameo?: string | null;
    acled?: { event_type: string; sub_event_type: string | null } | null;
    score?: number | null;
  };
  status: ClaimStatus;
  actors: Participant[];
  recipients: Participant[];
  places: Place[];
  time: ClaimTime | null;
  counts: Count[];
  attribution: Voice[];
  score?: number | null;
  review?: string[];
  inferences?: Inference[];
  relations?: unknown[];
  produced_by: unknown;
}

// ---- documents and claims

export interface DocumentRow {
  id: Id;
  title: string | null;
  publisher: string | null;
  published: string | null;
  uri: string | null;
  added_at: string;
  characters: number;
  claims: number;
  reviewed: number;
  unsure: number;
  flags: Flag[];
}

export interface ClaimView {
  id: Id;
  record: ClaimRecord;
  verdict: Verdict | null;
  need: number;
  review: string[];
  seen: Id | null;
  machine: boolean;
  corrected: string[];
  event: Id | null;
  told: string;
}

export interface CopyRow {
  document: Id;
  title: string | null;
  publisher: string | null;
  kind: string;
  share: number;
  passages: Words[];
}

export interface DocumentView {
  id: Id;
  title: string | null;
  author: string | null;
  publisher: string | null;
  published: string | null;
  uri: string | null;
  language: string | null;
  direction: 'ltr' | 'rtl';
  text: string;
  hidden: Words[];
  flags: Flag[];
  claims: ClaimView[];
  copies: CopyRow[];
  snapshot_sha256: string | null;
  text_sha256: string;
  added_at: string;
}

export interface ClaimRow {
  id: Id;
  document: Id;
  title: string | null;
  publisher: string | null;
  evidence: string;
  told: string;
  status: ClaimStatus;
  category: Category;
  mode: string | null;
  earliest: string | null;
  latest: string | null;
  place: string | null;
  actors: string;
  recipients: string;
  speakers: string;
  score: number | null;
  verdict: Verdict | null;
  event: Id | null;
}

export interface ClaimHistory {
  claim: ClaimView;
  decisions: DecisionRow[];
  explanation: string[];
}

export interface DecisionDraft {
  kind: 'accept' | 'reject' | 'correct' | 'add_claim' | 'merge' | 'split' | 'pin' | 'restore_name';
  target: Id;
  why: string;
  after?: Record<string, unknown> | null;
  claims?: Id[];
  seen?: Id | null;
}

export interface Withdrawal {
  decision: Id;
  why?: string;
}

export interface Decided {
  decision: DecisionRow;
  claim: ClaimView | null;
  events: Id[];
}

export interface Waiting {
  decision: DecisionRow;
  reason: string | null;
  words: string[];
}

export interface Resolution {
  decision: Id;
  claims: Id[];
  why: string;
}

// ---- events

export interface EventRow {
  id: Id;
  category: Category;
  mode: string | null;
  earliest: string | null;
  latest: string | null;
  place: string | null;
  /** The voices' own words where `place` is null. */
  place_words: string | null;
  country: string | null;
  admin1: string | null;
  latitude: number | null;
  longitude: number | null;
  precision: number | null;
  sources: number;
  denied_by: number;
  contradictions: number;
  claims: number;
  wording: string;
}

export interface EventPoints {
  id: Id[];
  latitude: (number | null)[];
  longitude: (number | null)[];
  precision: (number | null)[];
  area: (string | null)[];
  category: Category[];
  earliest: (string | null)[];
  latest: (string | null)[];
  contested: boolean[];
  unplaced: number;
}

export interface EventDays {
  unit: string;
  start: string[];
  exact: number[];
  open: number[];
  undated: number;
}

export interface VoiceView {
  claim: Id;
  document: Id;
  title: string | null;
  publisher: string | null;
  published: string | null;
  kind: string;
  speakers: string[];
  told: string;
  group: number;
  why: string;
  evidence: string;
  trigger: number[];
  copied: number[][];
  time: string | null;
  earliest: string | null;
  latest: string | null;
  place: string | null;
  actors: string[];
  recipients: string[];
  verdict: string | null;
}

export interface CountBar {
  claim: Id;
  what: string;
  side: string | null;
  low: number | null;
  high: number | null;
  words: string;
}

export interface ContradictionView {
  field: string;
  left_claim: Id;
  right_claim: Id;
  left: string;
  right: string;
  words: string;
}

export interface JoinView {
  left_claim: Id;
  right_claim: Id;
  score: number;
  reasons: string[];
  decision: Id | null;
}

export interface EventView {
  row: EventRow;
  voices: VoiceView[];
  counts: CountBar[];
  ranges: Record<string, unknown>[];
  agreed: Record<string, unknown>[];
  contradictions: ContradictionView[];
  corrections: Record<string, unknown>[];
  joins: JoinView[];
  decisions: DecisionRow[];
  seen: Id | null;
}

// ---- blind double coding, adjudication, agreement

export type AssignmentState = 'open' | 'done' | 'adjudicated';
export type AssignmentMode = 'blind' | 'suggested';

export interface AssignmentDraft {
  documents: Id[];
  coders: number[];
  mode: AssignmentMode;
}

export interface AssignmentRow {
  id: number;
  document: Id;
  title: string | null;
  coder: number;
  coder_name: string;
  mode: AssignmentMode;
  state: AssignmentState;
  claims: number;
  assigned_at: string;
  done_at: string | null;
}

export interface AssignmentView {
  row: AssignmentRow;
  document: DocumentView;
  claims: ClaimRecord[];
  /** Of the own claims, those that began as a suggestion, with its id. */
  from_machine: Record<Id, Id>;
  seen: Id | null;
}

export interface EntryDraft {
  kind: 'put' | 'remove' | 'undo';
  claim?: Id | null;
  record?: Record<string, unknown> | null;
  suggestion?: Id | null;
  why?: string;
  seen?: Id | null;
}

export interface AdjudicationRow {
  document: Id;
  title: string | null;
  coders: string[];
  differing: number;
  adjudicated: boolean;
}

export interface Difference {
  field: string;
  values: unknown[];
}

export interface Pairing {
  key: string;
  claims: (ClaimRecord | null)[];
  differing: Difference[];
  machine: Id | null;
  decided: boolean;
}

export interface AdjudicationView {
  document: DocumentView;
  coders: string[];
  pairings: Pairing[];
  agreed: number;
  /** Of what all wrote alike, how many nobody ruled on. */
  agreed_open: number;
}

export interface Ruling {
  key: string;
  record: Record<string, unknown> | null;
  why: string;
}

export interface FieldAgreement {
  field: string;
  level: 'nominal' | 'ordinal' | 'interval' | 'ratio' | 'spans';
  units: number;
  alpha: number | null;
  alpha_interval: [number, number] | null;
  kappa: number | null;
  kappa_interval: [number, number] | null;
  f1: number | null;
  f1_interval: [number, number] | null;
}

export interface Agreement {
  documents: number;
  coders: string[];
  independent: FieldAgreement[];
  suggested: FieldAgreement[];
  pairs: Record<string, unknown>[];
  notes: string[];
}

// ---- imports and exports

export interface Failure {
  source: string;
  kind: string;
  reason: string;
  failed_at: string;
}

export interface Job {
  id: string;
  kind: 'import' | 'export';
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  what: string;
  done: number;
  total: number | null;
  seconds_left: number | null;
  failures: Failure[];
  error: string | null;
  file: string | null;
  report: Record<string, unknown> | null;
  started_at: string;
}

export interface ExportDraft {
  format: string;
  query?: Record<string, unknown>;
  options?: Record<string, unknown>;
  restore_names?: string | null;
}

export interface FormatRow {
  name: string;
  suffix: string;
  title: string;
  restricted: boolean;
  /** May its rows be events? */
  events: boolean;
}

export interface Status {
  documents: number;
  claims: number;
  events: number;
  reviewed: number;
  unsure: number;
  waiting: number;
  failures: Failure[];
  runs: Record<string, unknown>[];
}

// ---- the codebook and its registers

export interface Meaning {
  name: string;
  meaning: string;
}

export interface CategoryRow extends Meaning {
  name: Category;
  quad: number;
  needs_recipient: boolean;
  modes: Meaning[];
}

export interface StatusRow extends Meaning {
  name: ClaimStatus;
  sign: string;
}

export interface Codebook {
  categories: CategoryRow[];
  statuses: StatusRow[];
  stances: Stance[];
  quotes: string[];
  counted: Counted[];
  sides: Side[];
  precisions: TimePrecision[];
  contexts: Meaning[];
}

export interface PlaceRow {
  gazetteer_id: string;
  name: string;
  country: string;
  level: PlaceLevel;
  admin1: string | null;
  admin2: string | null;
  latitude: number | null;
  longitude: number | null;
  precision: number | null;
}

export interface ActorRow {
  id: string;
  name: string;
  kind: string;
  country: string | null;
}
