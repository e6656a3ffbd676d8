import { useBlobAddress } from "../outputs/use-blob"
import { strings } from "../strings"

export function AttachedImage({ blob, alt }: { readonly blob: Blob | null; readonly alt: string }) {
  const address = useBlobAddress(blob)
  if (blob === null) return <span className="dead-link">{alt === "" ? strings.output.badImage : alt}</span>
  return address === null ? null : <img src={address} alt={alt} />
}
