export { POLICY, policyLine } from "../src/http/csp.js";
