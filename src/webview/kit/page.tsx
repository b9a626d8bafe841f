import { render } from "preact";
import { PageView } from "./pageView";
import { takeLanguage } from "../language";

takeLanguage(document.documentElement.lang, document.body.dataset["texts"]);
const root = document.getElementById("root");
if (root) render(<PageView />, root);
