// A telephone's photo has ten times the bytes the report needs: it is made smaller here, before a slow line carries it.
const SIDE = 1280, QUALITY = 0.72, SMALL = 300_000;

const smaller = async (file) => {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement("canvas"), {
    width: Math.round(picture.width * scale), height: Math.round(picture.height * scale),
  });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
};

document.addEventListener("change", async ({ target }) => {
  if (target.type !== "file" || !target.accept?.includes("image/")) return;
  const files = new DataTransfer();
  for (const file of target.files) {
    let kept = file;
    try {
      const blob = file.size > SMALL ? await smaller(file) : null;
      if (blob && blob.size < file.size) kept = new File([blob], "photo.jpg", { type: "image/jpeg", lastModified: file.lastModified });
    } catch {
      // The server knows more kinds of pictures than this telephone, and says what is wrong with a bad one.
    }
    files.items.add(kept);
  }
  target.files = files.files;
});
