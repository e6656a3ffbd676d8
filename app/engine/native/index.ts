export type {
  Addon,
  EtaFactor,
  EulerianFactor,
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
  SpecialApi,
  SystemApi,
} from "./addon"
export { NativeError } from "./error"
export { loadAddon } from "./load"
