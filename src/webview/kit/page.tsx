import { render } from "preact";
import { PageView } from "./pageView";

const root = document.getElementById("root");
if (root) render(<PageView />, root);
