import { fileURLToPath } from "node:url"
import { defineConfig } from "vite"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// Every asset is a file of its own: the page's policy admits no data: address for fonts, scripts or styles.
export default defineConfig({
  root: here("."),
  base: "./",
  publicDir: false,
  build: {
    outDir: here("../../build/renderer"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    manifest: true,
    sourcemap: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What plain-schemas.ts says of zod stands in one file with it, so that no schema is made before.
          groups: [{ name: "schemas", test: /node_modules\/zod|plain-schemas/ }],
        },
      },
    },
  },
})
