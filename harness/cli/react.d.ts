// What the lab's screen takes of React. Its own types declare the browser's as empty ones, and what a test says in Chromium would no longer compile.
declare module 'react' {
  export type ReactNode = object | string | null | undefined
  /** An element of a component, with its properties and what is in it. */
  export function createElement<P extends object>(
    component: (props: P) => ReactNode,
    props: Omit<P, 'children'> & { readonly key?: string | number },
    ...children: readonly (P extends { readonly children?: infer C } ? C | ReactNode : never)[]
  ): ReactNode
}
