import type * as vscode from "vscode";
import type { RunNode } from "../runs/runNode.ts";
import type { TreeNode } from "../trees/treeNode.ts";

/** An email by its row, its id or its file; undefined from the palette, which asks. */
export type MailReference = TreeNode | string | vscode.Uri;

/** A row of the Verifications view, or a run's id. */
export type RunReference = RunNode | string;
