import { serve } from "../../app/contract/rpc"
import { processTransport } from "../../app/main/ipc/process"
import { sample, sampleHandlers } from "./sample"

serve(sample, sampleHandlers(), processTransport())
