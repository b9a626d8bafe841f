import { render } from "preact";
import { App } from "./app";
import { takeLanguage } from "../language";

takeLanguage(document.documentElement.lang, document.body.dataset["texts"]);
const root = document.getElementById("root");
if (root) render(<App />, root);
