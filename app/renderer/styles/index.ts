/** The page's styles, in their order. */
import "./fonts.css"
import "./tokens.css"
import "./window.css"
import "./cells.css"
import "./outputs.css"
import "./panels.css"
import "./print.css"
