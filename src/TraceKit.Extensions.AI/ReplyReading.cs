using System.Text.Json;
using TraceKit.Models;

namespace TraceKit.Extensions.AI;

/// <summary>What a reply was understood as.</summary>
/// <param name="Status"><see cref="LlmCallStatus.Ok"/>, or <see cref="LlmCallStatus.ParseError"/> when it could not be read.</param>
/// <param name="Parsed">The reply as JSON. Default: not parsed.</param>
public readonly record struct ReplyReading(LlmCallStatus Status, JsonElement? Parsed = null);
