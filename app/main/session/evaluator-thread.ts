import { durfeeEngine } from "./durfee-engine"
import { serveThread } from "./thread"

serveThread(durfeeEngine)
