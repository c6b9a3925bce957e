import { deploy } from "./components/deploy";

export = () => deploy();
