export type {
  Addon,
  EtaFactor,
  IntegerApi,
  MatrixApi,
  NativeErrorCode,
  NativeInteger,
  NativeMatrix,
  NativeRational,
  NativeSeries,
  PochhammerFactor,
  RationalApi,
  Ring,
  SeriesApi,
  SeriesInfo,
  SystemApi,
} from "./addon"
export { NativeError } from "./error"
export { loadAddon } from "./load"
