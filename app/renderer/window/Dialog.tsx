import { useEffect, useRef, type ReactNode } from "react"
import { createPortal } from "react-dom"

interface Props {
  readonly label: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A box over the page that keeps the focus inside, is closed by Escape, and gives the focus back. */
export function Dialog({ label, onClose, children }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    box.current?.showModal()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return createPortal(
    <dialog
      ref={box}
      className="dialog"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={(event) => event.target === box.current && onClose()}
    >
      <div className="dialog-body">{children}</div>
    </dialog>,
    document.body,
  )
}
