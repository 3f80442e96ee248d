namespace TraceKit.Sft.Rows;

/// <summary>Where one value of a row came from.</summary>
/// <param name="Seq">The event's <c>seq</c>, or null when the run line or the recipe gave it.</param>
/// <param name="Pointer">JSON pointer within that line, or within the recipe.</param>
/// <param name="Operation">What was done to it: one of <see cref="Operations"/>.</param>
/// <param name="Start">With <see cref="Operations.Substring"/>, where the value starts, in UTF-16 units.</param>
/// <param name="Length">With <see cref="Operations.Substring"/>, how long it is, in UTF-16 units.</param>
internal sealed record TextSource(long? Seq, string Pointer, string Operation, int? Start = null, int? Length = null)
{
    public static TextSource Identity(long seq, string pointer) => new(seq, pointer, Operations.Identity);
}
