// One part of the code, loaded when somebody first looks at, exports or writes back what a verification came to.
export { RunReportPanel } from "../panels/runReportPanel.ts";
export { exportRunAs } from "../runs/exportRun.ts";
export { cleanFile, writeBack, writeBeside } from "../writeBack/writeBack.ts";
