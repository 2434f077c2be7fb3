const near = new WeakSet<Element>();
const told = new WeakMap<Element, () => void>();

/** One for all that is watched; a window's height above and below counts as near. */
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) near.add(target);
      else near.delete(target);
      if (isIntersecting) told.get(target)?.();
    }
  },
  { rootMargin: "100% 0px" },
);

/** Whether a watched element is in the window or near it. */
export const isNear = (element: Element): boolean => near.has(element);

/** Calls back whenever an element comes near the window; the function given back ends it. */
export function watchNear(element: Element, comes: () => void): () => void {
  told.set(element, comes);
  observer.observe(element);
  return () => {
    observer.unobserve(element);
    told.delete(element);
    near.delete(element);
  };
}
