namespace TraceKit.Learning.Rendering;

/// <summary>The look that pictures carry within themselves, for light and dark.</summary>
internal static class SvgStyle
{
    /// <summary>The colours of series, told apart also by those who see no red or no green.</summary>
    public const int Series = 5;

    public const string Css = """
        .tk{--ink:#1f2937;--soft:#6b7280;--line:#e5e7eb;--ground:#fff;--bar:#dbe4f0;--good:#15803d;--bad:#c2410c;--warn:#a16207;--s0:#2563eb;--s1:#c2570c;--s2:#7c3aed;--s3:#0f766e;--s4:#be185d;font-family:ui-sans-serif,system-ui,"Segoe UI","DejaVu Sans",sans-serif;font-size:12px}
        @media (prefers-color-scheme:dark){.tk{--ink:#e5e7eb;--soft:#9ca3af;--line:#374151;--ground:#111827;--bar:#2b3a52;--good:#4ade80;--bad:#fb923c;--warn:#facc15;--s0:#60a5fa;--s1:#fdba74;--s2:#c4b5fd;--s3:#5eead4;--s4:#f9a8d4}}
        .tk .g{fill:var(--ground)}.tk text{fill:var(--ink)}.tk .soft{fill:var(--soft)}.tk .grid{stroke:var(--line);stroke-width:1}.tk .bar{fill:var(--bar)}.tk .num{font-variant-numeric:tabular-nums}
        .tk .curve{fill:none;stroke-width:2;stroke-linejoin:round}.tk .bold{font-weight:600}.tk .end{text-anchor:end}.tk .mid{text-anchor:middle}
        .tk .good{fill:var(--good)}.tk .bad{stroke:var(--bad);fill:none;stroke-width:2}.tk .ring{fill:var(--ground);stroke-width:2}
        .tk .c0{stroke:var(--s0)}.tk .c1{stroke:var(--s1)}.tk .c2{stroke:var(--s2)}.tk .c3{stroke:var(--s3)}.tk .c4{stroke:var(--s4)}
        .tk .f0{fill:var(--s0)}.tk .f1{fill:var(--s1)}.tk .f2{fill:var(--s2)}.tk .f3{fill:var(--s3)}.tk .f4{fill:var(--s4)}
        .tk .life{stroke:var(--s0);stroke-width:3;stroke-linecap:round}.tk .gone{stroke:var(--soft);stroke-width:3;stroke-linecap:round}.tk .join{fill:none;stroke:var(--s2);stroke-width:1.5}.tk .cross{stroke:var(--bad);stroke-width:2}

        """;
}
