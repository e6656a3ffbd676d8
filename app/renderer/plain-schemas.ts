import { z } from "zod"

// Before any schema is made: the page's policy forbids making code from text, and even asking whether it may is reported as a violation.
z.config({ jitless: true })
