// A report to keep: asked for with the same form, given to the browser as a file.
import { send } from "./checker.js";
import { make } from "./data.js";

export async function keep(form, address) {
  const response = await send(form, { accept: "*/*", address });
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "report";
  const link = make("a", { href: URL.createObjectURL(await response.blob()), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
