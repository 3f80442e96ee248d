using System.Text.Json.Nodes;

namespace PlanAndAct.Desk;

/// <summary>One order, as the back office knows it.</summary>
internal sealed record Order
{
    public required string Id { get; init; }

    public required string Customer { get; init; }

    public required string Email { get; init; }

    public required string Sku { get; init; }

    public required decimal Price { get; init; }

    public required decimal Shipping { get; init; }

    public required OrderStatus Status { get; init; }

    public string Address { get; init; } = "4 Mill Lane, Oldtown";

    public decimal Refunded { get; init; }

    public bool IsRefundApproved { get; init; }

    public bool IsReplaced { get; init; }

    public decimal Paid => Price + Shipping;

    public JsonObject ToJson() => new()
    {
        ["order_id"] = Id,
        ["customer"] = Customer,
        ["email"] = Email,
        ["sku"] = Sku,
        ["price"] = Price,
        ["shipping"] = Shipping,
        ["paid"] = Paid,
        ["refunded"] = Refunded,
        ["status"] = Status switch { OrderStatus.Open => "open", OrderStatus.Shipped => "shipped", _ => "cancelled" },
        ["address"] = Address,
    };
}
